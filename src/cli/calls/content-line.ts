import type { CallRecord } from '../../store/call-records.ts';

/** What was asked and answered, in one line of JSON. */
export const contentLine = ({ content }: CallRecord): string => (content ? JSON.stringify(content) : '');
