import type { AnyCommand } from '../../core/command.ts';
import { listedOptions, type OptionSpec } from '../../core/options.ts';

/** What may be typed behind the command: '[private] question [source:…]'. Undefined: nothing, or it opens a form. */
export function usageHint({ options, visibility }: AnyCommand): string | undefined {
  const listed = listedOptions(options);
  // A picture cannot be typed.
  if (listed.some(([, { kind }]) => kind === 'image')) return undefined;
  const hints = listed.map(([name, spec]) => hintOf(name, spec)).filter((hint) => hint !== undefined);
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
