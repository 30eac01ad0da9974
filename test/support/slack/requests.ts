import type { Args } from './api-call.ts';

/** One request as it came. */
export interface SeenRequest {
  /** 'chat.update' of the API, 'POST /upload/v1/...' of all else. */
  readonly method: string;
  readonly args: Args;
  readonly token: string | undefined;
  /** By Slack's clock. */
  readonly at: number;
  /** The JSON of the API's, the status of all else; undefined as long as there is none, or if it got lost. */
  answer: unknown;
}
