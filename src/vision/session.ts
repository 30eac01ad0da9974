import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelInput } from '../../schema/model-card.ts';
import { MagpieError } from '../core/errors.ts';
import { unitLength } from '../core/unit-length.ts';
import { outputOf, showingFeatures } from './onnx/features.ts';

interface Seen {
  /** One number a label. */
  readonly outputs: Float32Array;
  /** What the model saw before it named it, of unit length; of a model that does not show it, its outputs. */
  readonly features: Float32Array;
}

export interface Session {
  /** Blocks this process while the model runs. Rejects with MODEL_UNAVAILABLE when the answer is not one number a label. */
  run(input: Float32Array): Promise<Seen>;
}

/** More numbers are not what a model has made of a picture, but the picture itself. */
const maxFeatures = 8192;

/** Loads an ONNX model of one picture in and one list of numbers out, and runs it once, so that a wrong one is refused now. */
export async function openSession(
  onnx: string,
  { layout, crop }: Pick<ModelInput, 'layout' | 'crop'>,
  classes: number,
): Promise<Session> {
  const { session, seen } = await load(onnx).catch((cause: Error) => unusable(cause.message));
  const [input, ...others] = session.inputNames;
  const output = outputOf(session.outputNames);
  if (input === undefined || output === undefined || others.length > 0) {
    return unusable(`it takes ${session.inputNames.length} inputs, not one picture`);
  }
  const dims = layout === 'NCHW' ? [1, 3, crop.height, crop.width] : [1, crop.height, crop.width, 3];

  const opened: Session = {
    async run(numbers) {
      const wanted = seen === undefined ? [output] : [output, seen];
      const results = await session
        .run({ [input]: new Tensor('float32', numbers, dims) }, wanted)
        .catch((cause: Error) => unusable(cause.message));
      const data = results[output]?.data;
      if (!(data instanceof Float32Array)) return unusable('its output is not float32');
      if (data.length !== classes) return unusable(`it gives ${data.length} numbers for ${classes} labels`);
      if (!data.every(Number.isFinite)) return unusable('its output is not a finite number');
      const features = results[seen ?? output]?.data;
      const few = features instanceof Float32Array && features.length <= maxFeatures;
      return { outputs: data, features: unitLength(few ? features : data) };
    },
  };
  await opened.run(new Float32Array(3 * crop.width * crop.height));
  return opened;
}

// More threads than one are lost: the pool has a child for each core.
const options: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  logSeverityLevel: 4,
};
/** A larger file is not read into memory, and shows no features. */
const maxRead = 150_000_000;

interface Loaded {
  readonly session: InferenceSession;
  /** The name of the output that holds the features. */
  readonly seen?: string;
}

/** With the features as one output more, where that can be had. A file that keeps its weights in others has to be loaded from where it is. */
async function load(onnx: string): Promise<Loaded> {
  const asItIs = async () => ({ session: await InferenceSession.create(onnx, options) });
  const { size } = await stat(onnx);
  if (size > maxRead) return asItIs();
  // With room for the addition: a second copy of the model would be dear.
  const model = await readWithRoom(onnx, size);
  const shown = showingFeatures(model.subarray(0, size));
  if (!shown || shown.addition.length > room) return asItIs();
  model.set(shown.addition, size);
  return InferenceSession.create(model.subarray(0, size + shown.addition.length), options).then(
    (session) => ({ session, seen: shown.features }),
    asItIs,
  );
}

const room = 1024;

async function readWithRoom(path: string, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size + room);
  let read = 0;
  for await (const chunk of createReadStream(path, { end: size - 1 })) {
    bytes.set(chunk, read);
    read += chunk.length;
  }
  return bytes;
}

const unusable = (why: string): never => {
  throw new MagpieError('MODEL_UNAVAILABLE', { why });
};
