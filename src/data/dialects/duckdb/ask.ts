import type { AskOf } from '../../embedded/ask.ts';
import type { DuckdbAnswers, DuckdbRequest } from './protocol.ts';

export type Ask = AskOf<DuckdbRequest, DuckdbAnswers>;
