import { answerQuestion as answer } from '../../../src/ask/answer-question.ts';
import { poison } from './question.ts';

/** As the product's own, save for one question that ends the whole process, as a fault in a native library would. */
export const answerQuestion: typeof answer = (asking) => {
  if (asking.question === poison) process.kill(process.pid, 'SIGKILL');
  return answer(asking);
};
