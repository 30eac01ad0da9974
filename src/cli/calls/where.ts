import type { CallRecord } from '../../store/call-records.ts';

/** Where it was asked, in the platform's own names. */
export const whereOf = ({ platform, conversation: { workspace, channel, thread } }: CallRecord): string =>
  [...(workspace === platform ? [] : [workspace]), channel, ...(thread === undefined ? [] : [thread])].join(
    ' > ',
  );
