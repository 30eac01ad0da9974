import type { AnyCommand } from '../../core/command.ts';
import { listedOptions, type OptionSpec } from '../../core/options.ts';

/** What may be typed behind the command: '[private] question [source:…]'. Undefined: nothing, or it opens a form. */
export function usageHint({ options, visibility }: AnyCommand): string | undefined {
  const listed = listedOptions(options);
  // A picture cannot be typed: it is handed in with a form, which asks for the rest too.
  const withForm = listed.some(([, { kind }]) => kind === 'image');
  const typed = withForm ? listed.filter(([, { required }]) => required) : listed;
  const hints = typed.map(([name, spec]) => hintOf(name, spec)).filter((hint) => hint !== undefined);
  if (withForm && hints.length === 0) return undefined;
  const always = visibility === 'caller';
  return ['private' in options && !always ? '[private]' : [], ...hints].flat().join(' ') || undefined;
}

/** Of an option, in the order of the command. A flag is said by its name alone, in front. */
function hintOf(name: string, spec: OptionSpec): string | undefined {
  switch (spec.kind) {
    case 'text':
      return spec.required ? name : `[${name}:…]`;
    case 'integer':
      return `[${name}:${spec.min}-${spec.max}]`;
    case 'choice':
      return `[${name}:${spec.choices.join('|')}]`;
    case 'flag':
    case 'image':
    case 'file':
      return undefined;
  }
}
