import type { Lane } from '../../core/job-queue.ts';

/** The schema of pg-boss' own tables. */
export const schema = 'magpie_jobs';

/** pg-boss' queue of a lane. */
export const queueOf = (lane: Lane): string => `call-${lane}`;

/** Of the bulletin: a lane has something to begin; a call is cancelled. */
export const topics = { jobs: 'jobs', cancel: 'cancel' } as const;

/** Milliseconds between two signs of life. */
export const beatMs = 2000;

/** Seconds without one after which a worker counts as dead: the least that pg-boss takes. */
export const deadSeconds = 10;
