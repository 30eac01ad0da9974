import { serve } from '../../children/serve.ts';
import { fillDemo } from './fill.ts';

export interface FillRequest {
  readonly file: string;
  readonly edition: number;
}

serve<null, FillRequest, null>(async () => ({ file, edition }) => {
  fillDemo(file, edition);
  return null;
});
