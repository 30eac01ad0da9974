import { crash } from './crash/crash.ts';
import { discord } from './discord/discord.ts';
import { hostile } from './hostile/hostile.ts';
import { retrieve } from './retrieve.ts';
import { runaways } from './runaways/runaways.ts';
import { scale } from './scale/scale.ts';
import { slack } from './slack/slack.ts';
import { soak } from './soak/soak.ts';
import { teach } from './teach/teach.ts';
import { tfjs } from './tfjs/tfjs.ts';
import { vision } from './vision/vision.ts';

const benches = [crash, discord, hostile, retrieve, runaways, scale, slack, soak, teach, tfjs, vision];

const [name, ...args] = process.argv.slice(2);
const bench = benches.find((one) => one.name === name);
const usage = (bench ? [bench] : benches).map((one) => `  npm run -s bench -- ${one.name} ${one.usage}\n`);

try {
  process.exitCode = await bench?.run(args);
} catch (error) {
  if (!isWrongUsage(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = undefined;
}
if (process.exitCode === undefined) {
  process.stderr.write(`usage:\n${usage.join('')}`);
  process.exitCode = 2;
}

function isWrongUsage(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
