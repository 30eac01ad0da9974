// Classifies pictures with transformers.js, as its documentation says, for bench/vision. Forked with the models' folder and a name in it.
import { readFile } from 'node:fs/promises';
import { env, pipeline, RawImage } from '@huggingface/transformers';

const [, , folder, name] = process.argv;
env.allowRemoteModels = false;
env.localModelPath = folder;
const classify = await pipeline('image-classification', name, { device: 'cpu', dtype: 'fp32' });

async function labelsOf(bytes) {
  const image = await RawImage.fromBlob(new Blob([bytes]));
  const [best] = await classify(image, { top_k: 5 });
  return best.label;
}

/** `{paths, atOnce}` gives `{ms, labels}`: how long they took, and the best label of each. */
process.on('message', async ({ paths, atOnce }) => {
  const pictures = await Promise.all(paths.map((path) => readFile(path)));
  const labels = [];
  const rest = pictures.entries();
  const work = async () => {
    for (const [at, bytes] of rest) labels[at] = await labelsOf(bytes);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, work));
  process.send({ ms: performance.now() - start, labels });
});
process.on('disconnect', () => process.exit());
process.send('ready');
