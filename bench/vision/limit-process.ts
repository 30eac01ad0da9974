import { InferenceSession, Tensor } from 'onnxruntime-node';
import { edge } from './nets.ts';

// Runs a model on one picture's numbers, and does nothing else. Forked with its path and a number of threads.
const [, , path = '', threads] = process.argv;
const session = await InferenceSession.create(path, { intraOpNumThreads: Number(threads) });
const [input = ''] = session.inputNames;
const numbers = Float32Array.from({ length: 3 * edge * edge }, (_, at) => (at % 255) / 127 - 1);
const feeds = { [input]: new Tensor('float32', numbers, [1, 3, edge, edge]) };
await session.run(feeds);

process.on('message', async ({ runs }: { readonly runs: number }) => {
  const start = performance.now();
  for (let run = 0; run < runs; run++) await session.run(feeds);
  process.send?.({ ms: performance.now() - start });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
