import { platformContract } from '../contracts/platform.ts';
import { openWebStage } from '../support/web-stage.ts';

platformContract('web', openWebStage);
