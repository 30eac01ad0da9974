import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelInput } from '../../schema/model-card.ts';
import { MagpieError } from '../core/errors.ts';

export interface Session {
  /** Blocks this process while the model runs. Rejects with MODEL_UNAVAILABLE when the answer is not one number a label. */
  run(input: Float32Array): Promise<Float32Array>;
}

/** Loads an ONNX model of one picture in and one list of numbers out, and runs it once, so that a wrong one is refused now. */
export async function openSession(
  onnx: string,
  { layout, crop }: Pick<ModelInput, 'layout' | 'crop'>,
  classes: number,
): Promise<Session> {
  // More threads than one are lost: the pool has a child for each core.
  const session = await InferenceSession.create(onnx, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 4,
  }).catch((cause: Error) => unusable(cause.message));
  const [input, ...others] = session.inputNames;
  const output = session.outputNames.includes('logits') ? 'logits' : session.outputNames[0];
  if (input === undefined || output === undefined || others.length > 0) {
    return unusable(`it takes ${session.inputNames.length} inputs, not one picture`);
  }
  const dims = layout === 'NCHW' ? [1, 3, crop.height, crop.width] : [1, crop.height, crop.width, 3];

  const opened: Session = {
    async run(numbers) {
      const results = await session
        .run({ [input]: new Tensor('float32', numbers, dims) }, [output])
        .catch((cause: Error) => unusable(cause.message));
      const data = results[output]?.data;
      if (!(data instanceof Float32Array)) return unusable('its output is not float32');
      if (data.length !== classes) return unusable(`it gives ${data.length} numbers for ${classes} labels`);
      if (!data.every(Number.isFinite)) return unusable('its output is not a finite number');
      return data;
    },
  };
  await opened.run(new Float32Array(3 * crop.width * crop.height));
  return opened;
}

const unusable = (why: string): never => {
  throw new MagpieError('MODEL_UNAVAILABLE', { why });
};
