import type { CallView } from '../../../../schema/api.ts';
import type { CallState } from '../../../core/call.ts';
import type { StoredCall } from '../../../core/call-store.ts';
import type { Progress } from '../../../core/progress.ts';
import type { Block, Reply } from '../../../core/reply.ts';

export const linksOf = (id: string, channel: string, thread?: string): CallView['links'] => ({
  self: `/api/calls/${id}`,
  events: `/api/calls/${id}/events`,
  page: `/c/${encodeURIComponent(channel)}/t/${thread ?? id}`,
});

/** A call as programs see it. */
export function viewOf(stored: StoredCall, progress: Progress | undefined): CallView {
  const { id, command, receivedAt, conversation } = stored.call;
  const { reply } = stored;
  return {
    id,
    command,
    state: finalState(stored),
    receivedAt,
    ...(progress && !reply && { progress }),
    ...(reply && { reply: replyView(reply, id) }),
    links: linksOf(id, conversation.channel, conversation.thread),
  };
}

/** That a reply has yet to be delivered elsewhere means nothing to who reads it here. */
function finalState({ state, outcome }: StoredCall): Exclude<CallState, 'replying'> {
  if (state === 'replying') return outcome ?? 'done';
  return state;
}

function replyView(
  { title, summary, tone, visibility, blocks, footnote }: Reply,
  callId: string,
): NonNullable<CallView['reply']> {
  const view = { title, summary, tone, visibility, blocks: blocks.map((block) => blockView(block, callId)) };
  return footnote === undefined ? view : { ...view, footnote };
}

type BlockView = NonNullable<CallView['reply']>['blocks'][number];

function blockView(block: Block, callId: string): BlockView {
  const url = (sha256: string) => `/api/calls/${callId}/files/${sha256}`;
  switch (block.kind) {
    case 'text':
    case 'code':
      return block;
    case 'table':
      return { ...block, columns: [...block.columns], rows: block.rows.map((row) => [...row]) };
    case 'ranking': {
      const { model, ms, labels } = block.classification;
      const { name, sha256 } = block.picture;
      return { kind: 'ranking', model, ms, labels: [...labels], picture: { name, url: url(sha256) } };
    }
    case 'file': {
      const { kind, name, mediaType, size, sha256 } = block;
      return { kind, name, mediaType, size, url: url(sha256) };
    }
  }
}
