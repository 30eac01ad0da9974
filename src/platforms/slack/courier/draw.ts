import type { Call } from '../../../core/call.ts';
import type { Reply } from '../../../core/reply.ts';
import { sayIn } from '../../../core/text.ts';
import { isAnswer } from '../../placeholder/answers.ts';
import { areBlocksRefused } from '../refusals.ts';
import type { SlackMessage } from '../render/message.ts';
import { renderReply, type ShownTo } from '../render/message.ts';

/** How a reply is drawn. */
interface Drawing extends Pick<ShownTo, 'pictures' | 'elsewhere' | 'by' | 'late'> {
  /** The thread that its button for a follow-up goes on with. */
  readonly follow: string;
}

const noPictures: ShownTo['pictures'] = new Map();

interface Way extends Pick<ShownTo, 'tables' | 'pictures'> {
  readonly reply: Reply;
}

/**
 * Draws a reply and sends it; where Slack does not take it as it is drawn, more and more modestly: without pictures, with tables that
 * are easier to take, and with no more than its sentence. Gives what `send` gives; rejects as it does.
 */
export async function draw<T>(
  call: Call,
  reply: Reply,
  { follow, pictures, ...drawing }: Drawing,
  send: (sent: SlackMessage) => Promise<T>,
): Promise<T> {
  const { locale } = call.caller;
  const to = { locale, say: sayIn(locale), ...drawing, ...(isAnswer(call, reply) && { follow }) };
  const plainer: Way = { reply, tables: 'data_table', pictures: noPictures };
  const ways: readonly Way[] = [
    { ...plainer, pictures },
    ...(pictures.size > 0 ? [plainer] : []),
    ...(reply.blocks.some(({ kind }) => kind === 'table')
      ? ([
          { ...plainer, tables: 'table' },
          { ...plainer, tables: 'code' },
        ] as const)
      : []),
    { ...plainer, reply: { ...reply, blocks: [], actions: [] } },
  ];
  let refusal: unknown;
  for (const way of ways) {
    try {
      return await send(renderReply(way.reply, { ...to, ...way }));
    } catch (error) {
      if (!areBlocksRefused(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}
