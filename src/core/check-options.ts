import type { AttachmentRef, OptionValue } from './call.ts';
import type { AnyCommand } from './command.ts';
import type { OptionSpec } from './options.ts';
import { tableFileKind } from './table-files.ts';
import type { Say } from './text.ts';

export type CheckedOptions =
  | { readonly ok: true; readonly values: Readonly<Record<string, OptionValue>> }
  /** `why` is a sentence for the person. */
  | { readonly ok: false; readonly why: string };

/** Checks what a person gave against what the command takes: text is trimmed, an absent flag is `false`. */
export function checkOptions(
  command: AnyCommand,
  given: Readonly<Record<string, unknown>>,
  say: Say,
): CheckedOptions {
  const stranger = Object.keys(given).find((option) => !Object.hasOwn(command.options, option));
  if (stranger !== undefined) {
    return {
      ok: false,
      why: say('options.unknown', { command: command.name, option: stranger.slice(0, 40) }),
    };
  }
  const values: Record<string, OptionValue> = {};
  for (const [option, spec] of Object.entries(command.options)) {
    const checked = checkOption(option, spec, given[option], say);
    if (!checked.ok) return checked;
    if (checked.value !== undefined) values[option] = checked.value;
  }
  return { ok: true, values };
}

type Checked =
  | { readonly ok: true; readonly value: OptionValue | undefined }
  | { readonly ok: false; readonly why: string };

function checkOption(option: string, spec: OptionSpec, given: unknown, say: Say): Checked {
  const value = typeof given === 'string' ? given.trim() : given;
  const fine = (checked: OptionValue | undefined): Checked => ({ ok: true, value: checked });
  const wrong = (why: string): Checked => ({ ok: false, why });

  if (value === undefined || value === null || value === '') {
    if (spec.required) return wrong(say('options.missing', { option }));
    return fine(spec.kind === 'flag' ? false : undefined);
  }
  switch (spec.kind) {
    case 'text':
      if (typeof value !== 'string') return wrong(say('options.notText', { option }));
      if (value.length > spec.maxLength)
        return wrong(say('options.tooLong', { option, limit: spec.maxLength }));
      return fine(value);
    case 'integer':
      if (typeof value === 'number' && Number.isInteger(value) && value >= spec.min && value <= spec.max)
        return fine(value);
      return wrong(say('options.notInteger', { option, min: spec.min, max: spec.max }));
    case 'choice':
      if (typeof value === 'string' && spec.choices.includes(value)) return fine(value);
      return wrong(say('options.notChoice', { option, choices: spec.choices.join(', ') }));
    case 'flag':
      return typeof value === 'boolean' ? fine(value) : wrong(say('options.notFlag', { option }));
    case 'image':
      return isAttachment(value) ? fine(value) : wrong(say('options.notPicture', { option }));
    case 'file':
      if (!isAttachment(value)) return wrong(say('options.notFile', { option }));
      return tableFileKind(value.name) ? fine(value) : wrong(say('problem.FILE_UNSUPPORTED'));
  }
}

function isAttachment(value: unknown): value is AttachmentRef {
  if (typeof value !== 'object' || value === null) return false;
  const ref: Partial<Record<keyof AttachmentRef, unknown>> = value;
  const isKept = ref.sha256 === undefined || (typeof ref.sha256 === 'string' && sha256.test(ref.sha256));
  return ref.kind === 'attachment' && typeof ref.name === 'string' && typeof ref.size === 'number' && isKept;
}

const sha256 = /^[0-9a-f]{64}$/;
