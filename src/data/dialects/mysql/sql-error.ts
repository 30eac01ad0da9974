import { shortened } from '../../../render/shortened.ts';
import { visible } from '../../../render/visible.ts';

/** UTF-16 units. A message names tables and columns, and a name may be as long as a book. */
const maxWords = 300;

/** Words that may hold foreign names, as one harmless line that is not too long. */
export const told = (message: string): string => visible(shortened(message, maxWords));
