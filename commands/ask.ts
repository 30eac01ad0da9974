import { answerQuestion } from '../src/ask/answer-question.ts';
import { earlierQuestions, remembered } from '../src/ask/earlier-questions.ts';
import { command } from '../src/core/command.ts';
import { answerWith } from './replies/answer.ts';
import { costlyAnswer } from './replies/costly.ts';
import { clarifyReply, declineReply } from './replies/no-answer.ts';
import { runningFor } from './replies/running-for.ts';
import { sourceAsked } from './replies/source-asked.ts';

/** `/ask`: a question about a database becomes SQL, and its result a table. */
export const ask = command({
  name: 'ask',
  on: 'slash',
  lane: 'ask',
  options: {
    question: { kind: 'text', required: true, maxLength: 1000, complete: 'recent-questions' },
    source: { kind: 'text', required: false, maxLength: 64, complete: 'sources' },
    file: { kind: 'file', required: false },
    private: { kind: 'flag', required: false },
  },
  async run(call, context) {
    const { services, say, now } = context;
    const { history, writer, budget } = services;
    const { question, private: hidden } = call.options;
    const { id: viewer, locale } = call.caller;
    const earlier = await remembered(history, call.conversation, viewer);
    const { source, file } = await sourceAsked(call.options, earlier, context);
    const { name } = source.data;
    const visibility = hidden ? 'caller' : 'channel';

    const asked = await answerQuestion({
      ...runningFor(call, { question, source }, context),
      confirmed: false,
      question,
      writer,
      history: earlierQuestions(earlier, name),
      locale,
      say,
      now: now(),
      budget,
    });
    const handedIn = call.options.file;
    // A file of the thread is asked there in any case.
    const again = { ...(handedIn ? { file: handedIn } : !file && { source: name }), private: hidden };
    switch (asked.kind) {
      case 'answered':
        return answerWith(
          { call, question, answered: asked, source, file, writer: writer.name, visibility },
          context,
        );
      case 'costly':
        return costlyAnswer({ call, question, costly: asked, source, file, visibility }, context);
      case 'clarified':
        return { reply: clarifyReply(asked, { say, options: again, visibility }) };
      case 'declined':
        return { reply: declineReply(asked, { say, options: again }) };
    }
  },
});
