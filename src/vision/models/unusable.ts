import { MagpieError } from '../../core/errors.ts';

/** A model that cannot be run; `why` tells the operator what to mend. */
export const unusable = (why: string): MagpieError => new MagpieError('MODEL_UNAVAILABLE', { why });
