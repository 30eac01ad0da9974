import { phrase } from './phrase.ts';
import { costs } from './rule.ts';
import { many, skip } from './sequence.ts';

/** Greetings, and the many ways to say "show me". */
export const opening = skip(
  many(
    costs(
      0.005,
      phrase(
        'please|pls|hey|hi|hello|ok|okay|so|well|hmm|um|now|then|and|just|kindly|thanks|thank you|for me|to me|us|,|:|.|-|!|can you|could you|would you|will you|can i|could i|may i|can we|i want|i need|i would like|' +
          "i like|i 'd like|we need|we want|let me|do you know|do we know|to know|to see|to get|to find|to have|know|see|tell|tell me|show|show me|list|list out|find|find out|give|give me|return|display|get|get me|fetch|" +
          "print|provide|report|identify|look up|retrieve|name the|name all|state the|compute|calculate|work out|determine|what be|what 's|which be|there be|i wonder|quick question|question|quick one|" +
          'a list of|the list of|just for fun|out of curiosity|enumerate|we have',
      ),
    ),
    8,
  ),
);
