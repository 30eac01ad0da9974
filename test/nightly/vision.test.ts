import { expect, test } from 'vitest';
import { compareImports } from '../../bench/tfjs/tfjs.ts';
import { measureVision } from '../../bench/vision/vision.ts';

const minutes = 60_000;

test('I51 imported models say what TensorFlow.js itself says of the same pixels', {
  timeout: 20 * minutes,
}, async () => {
  const { models, ok } = await compareImports(4);
  expect(Object.keys(models)).toEqual(
    expect.arrayContaining(['mobilenet_v2', 'inception_v3', 'made: nested']),
  );
  expect(ok).toBe(true);
});

test('I52 the bench of pictures compares the whole way with the model alone and with transformers.js', {
  timeout: 20 * minutes,
}, async () => {
  const { models } = await measureVision({ rounds: 1, seconds: 0.5 });
  for (const { ours, limit, transformersJs, loopDelayP99Ms, rssMb } of Object.values(models)) {
    for (const number of [ours, limit, transformersJs, loopDelayP99Ms, rssMb])
      expect(number).toBeGreaterThan(0);
    // What does more than the model cannot be quicker than it.
    expect(ours).toBeLessThan(limit);
  }
});
