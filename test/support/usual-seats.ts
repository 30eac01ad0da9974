import type { SeatLimits } from '../../src/queue/seats.ts';

/** As many as a configuration that says nothing of it allows. */
export const usualSeats: SeatLimits = { caller: 3, channel: 10, workspace: 200, all: 1000 };
