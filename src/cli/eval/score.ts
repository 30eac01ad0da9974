import type { Mark } from './mark.ts';

export interface Score {
  readonly questions: number;
  readonly answered: number;
  readonly declined: number;
  readonly right: number;
  readonly wrong: number;
  readonly ms: number;
}

export function scoreOf(marks: readonly Mark[], ms: number): Score {
  const count = (kind: Mark['kind']) => marks.filter((mark) => mark.kind === kind).length;
  const [right, wrong] = [count('right'), count('wrong')];
  const answered = right + wrong;
  return {
    questions: marks.length,
    answered,
    declined: marks.length - answered,
    right,
    wrong,
    ms: Math.round(ms),
  };
}
