/*
 * Slack's numbers. Lengths are UTF-16 units: Slack counts code points in places, which are never more.
 * Source, unless told: docs.slack.dev/reference/block-kit and @slack/types 3.2.0.
 */

/** Ours: what /classify takes at once. */
export const maxPictures = 4;

/** Milliseconds for which a response_url is good; Slack's 30 min less what a request may take. */
export const responseUrlMs = 29.5 * 60_000;
/** Milliseconds after which an answer is of no use any more. */
export const answerWithinMs = 3_600_000;
/** Milliseconds between two edits of a message. */
export const editEveryMs = 2000;
/** Where Slack's API is. */
export const apiUrl = 'https://slack.com/api/';
/** Where Slack keeps what people upload: the only hosts that ever see a token besides the API. */
export const fileOrigins = ['https://files.slack.com', 'https://slack-files.com'] as const;
