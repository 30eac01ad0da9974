import type { Call } from '../../../core/call.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import { isAnswer } from '../../placeholder/answers.ts';
import { areBlocksRefused } from '../refusals.ts';
import type { SlackMessage } from '../render/message.ts';
import { renderReply, type ShownTo } from '../render/message.ts';

/** How a reply is drawn. */
interface Drawing extends Pick<ShownTo, 'pictures' | 'elsewhere' | 'late'> {
  /** The thread that its button for a follow-up goes on with. */
  readonly follow: string;
}

const noPictures: ShownTo['pictures'] = new Map();

/**
 * Draws a reply and sends it; where Slack does not take it as it is drawn, more and more modestly: without pictures, and with
 * tables that are easier to take. Gives what `send` gives; rejects as it does.
 */
export async function draw<T>(
  call: Call,
  reply: Reply,
  { follow, pictures, ...drawing }: Drawing,
  send: (sent: SlackMessage) => Promise<T>,
): Promise<T> {
  const { locale } = call.caller;
  const to = { locale, say: sayIn(locale), ...drawing, ...(isAnswer(call, reply) && { follow }) };
  const ways: readonly Pick<ShownTo, 'tables' | 'pictures'>[] = [
    { tables: 'data_table', pictures },
    ...(pictures.size > 0 ? [{ tables: 'data_table', pictures: noPictures } as const] : []),
    ...(reply.blocks.some(({ kind }) => kind === 'table')
      ? ([
          { tables: 'table', pictures: noPictures },
          { tables: 'code', pictures: noPictures },
        ] as const)
      : []),
  ];
  let refusal: unknown;
  for (const way of ways) {
    try {
      return await send(renderReply(reply, { ...to, ...way }));
    } catch (error) {
      if (!areBlocksRefused(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
