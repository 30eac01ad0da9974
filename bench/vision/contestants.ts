import { cpus } from 'node:os';
import { join } from 'node:path';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { startWorker } from '../worker.ts';

/** Looks at pictures; what it has done a second is compared. */
export interface Contestant {
  /** How it was set up. */
  readonly name: string;
  /** Pictures a second. Each picture is only given once. */
  rate(pictures: readonly Picture[]): Promise<number>;
  close(): void | Promise<void>;
}

export interface Picture {
  readonly path: string;
  readonly bytes: Buffer;
}

const cores = cpus().length;

/** What `/classify` does, from the file's bytes to its labels, with a picture waiting for each that is looked at. */
export async function ours(folder: string, dataDir: string): Promise<Contestant> {
  const limits = { maxPixels: 50e6, maxBytes: 20e6 };
  const classifier = await openClassifier({ model: folder, dataDir, children: cores, ...limits });
  const signal = new AbortController().signal;
  return {
    name: `${cores} children`,
    async rate(pictures) {
      const rest = pictures.values();
      const work = async () => {
        for (const { bytes } of rest) await classifier.classify(bytes, 5, signal);
      };
      const start = performance.now();
      await Promise.all(Array.from({ length: cores * 2 }, work));
      return (pictures.length / (performance.now() - start)) * 1000;
    },
    close: () => classifier.close(),
  };
}

/** The model alone, in so many processes with so many threads each. */
export async function bare(folder: string, processes: number, threads: number): Promise<Contestant> {
  const script = new URL('./limit-process.ts', import.meta.url);
  const args = [join(folder, 'onnx', 'model.onnx'), String(threads)];
  const start = () => startWorker<{ runs: number }, { ms: number }>(script, args);
  const workers = await Promise.all(Array.from({ length: processes }, start));
  return {
    name: `${processes} x ${threads} threads`,
    async rate({ length }) {
      const runs = Math.ceil(length / processes);
      const took = await Promise.all(workers.map((worker) => worker.run({ runs })));
      return took.reduce((sum, { ms }) => sum + (runs / ms) * 1000, 0);
    },
    close: () => workers.forEach((worker) => void worker.close()),
  };
}

/** transformers.js with so many pictures at once. */
export async function transformersJs(models: string, name: string, atOnce: number): Promise<Contestant> {
  const script = new URL('../peers/transformers.js', import.meta.url);
  const worker = await startWorker<{ paths: readonly string[]; atOnce: number }, { ms: number }>(script, [
    `${models}/`,
    name,
  ]);
  return {
    name: `${atOnce} at once`,
    async rate(pictures) {
      const { ms } = await worker.run({ paths: pictures.map(({ path }) => path), atOnce });
      return (pictures.length / ms) * 1000;
    },
    close: () => worker.close(),
  };
}
