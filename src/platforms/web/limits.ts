/** Bytes of a request that carries no file. */
export const maxFormBytes = 64_000;
/** Bytes that a multipart request may have beyond its file. */
export const multipartOverhead = 64_000;
/** Parts of a form: ours have five. */
export const maxFormParts = 20;
/** Milliseconds until the head of a request must be there, and all of it: a picture over a slow line. */
export const maxHeadMs = 15_000;
export const maxRequestMs = 180_000;
/** Messages of a channel or thread that a page shows. */
export const rowsShown = 60;
/** Event streams that are open at once; a browser with one more is told to come back later. */
export const maxStreams = 500;
/** Milliseconds between signs of life on an event stream: proxies close what is silent for a minute. */
export const heartbeatMs = 20_000;
/** Milliseconds after which nobody looks at the page for this answer any more. */
export const answerWithinMs = 30 * 60_000;
/** Seconds that a browser keeps its person: a year. */
export const visitorSeconds = 365 * 24 * 3600;
/** Seconds until a login ends: two weeks. */
export const sessionSeconds = 14 * 24 * 3600;
/** Wrong passwords from one address before it has to wait. */
export const freeGuesses = 5;
/** Milliseconds of the first wait; each further wrong password doubles it, up to the second bound. */
export const firstWaitMs = 1_000;
export const longestWaitMs = 5 * 60_000;
/** Milliseconds between two progress events of a call. */
export const editEveryMs = 250;
/** Events that may wait for a reader of an event stream. */
export const maxUnread = 500;
