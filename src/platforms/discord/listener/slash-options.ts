import {
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIInteractionDataResolved,
  ApplicationCommandOptionType,
} from 'discord.js';
import type { AttachmentRef, OptionValue } from '../../../core/call.ts';

/** What was typed into a slash command; files as references to Discord's copy of them. */
export function optionsOf(
  given: readonly APIApplicationCommandInteractionDataOption[] = [],
  resolved: Pick<APIInteractionDataResolved, 'attachments'> = {},
): Record<string, OptionValue> {
  const options: Record<string, OptionValue> = {};
  for (const option of given) {
    if (option.type === ApplicationCommandOptionType.Attachment) {
      const attachment = resolved.attachments?.[option.value];
      if (attachment) options[option.name] = attachmentRef(attachment);
    } else if ('value' in option) {
      options[option.name] = option.value;
    }
  }
  return options;
}

/** The address is signed and good for a while only: the bytes are fetched at once. */
export const attachmentRef = ({ filename, size, url }: APIAttachment): AttachmentRef => ({
  kind: 'attachment',
  name: filename,
  size,
  address: { url },
});
