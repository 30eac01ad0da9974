import type { SlackAddress } from '../../../schema/slack.ts';
import { createNewCall } from '../placeholder/new-call.ts';
import { answerWithinMs } from './limits.ts';

export const platformName = 'slack';

export const newCall = createNewCall<SlackAddress>(platformName, answerWithinMs);
