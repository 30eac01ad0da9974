import { crash } from './crash/crash.ts';
import { runaways } from './runaways.ts';

const benches = [crash, runaways];

const [name, ...args] = process.argv.slice(2);
const bench = benches.find((one) => one.name === name);
if (bench) {
  process.exitCode = await bench.run(args);
} else {
  const usages = benches.map((one) => `  npm run -s bench -- ${one.name} ${one.usage}\n`);
  process.stderr.write(`Which bench?\n${usages.join('')}`);
  process.exitCode = 2;
}
