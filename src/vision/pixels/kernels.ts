import { weightBits } from './taps.ts';
import { type Code, signed, unsigned, wasmModule } from './wasm-module.ts';

/** Addresses are bytes from the beginning of the memory; pixels have four bytes, of which the fourth means nothing. */
export interface Kernels {
  /**
   * Resamples one row: of each of `count` pixels the weighted sum of those of `row`, which have three bytes. `starts` and `counts` are
   * arrays of i32, `weights` has `stride` bytes for each pixel. Reads one byte beyond the row.
   */
  across(
    row: number,
    starts: number,
    counts: number,
    weights: number,
    stride: number,
    count: number,
    line: number,
  ): void;
  /** Adds a line, times a weight, to as many sums (i32). `blocks` of 16 bytes. */
  add(line: number, sums: number, weight: number, blocks: number): void;
  /** Sums as pixels. `blocks` of 16 bytes. */
  round(sums: number, pixels: number, blocks: number): void;
}

/** Compiled once. Sums stay within 32 bits (see weightBits). */
export function openKernels(memory: WebAssembly.Memory): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  // It is what `module` exports.
  return exports as unknown as Kernels;
}

const get = (local: number): Code => [0x20, local];
const set = (local: number, ...value: readonly Code[]): Code => [...value.flat(), 0x21, local];
const constant = (value: number): Code => [0x41, ...signed(value)];
const plus = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
const times = (a: Code, factor: number): Code => [...a, ...constant(factor), 0x6c];
const load = (address: Code): Code => [...address, 0x28, 2, 0];
/** Runs the body again while the condition is not 0. */
const loopWhile = (condition: Code, ...body: readonly Code[]): Code => [
  ...[0x03, 0x40],
  ...body.flat(),
  ...condition,
  ...[0x0d, 0, 0x0b],
];
const step = (local: number, by: number): Code => set(local, plus(get(local), constant(by)));
const less = (a: Code, b: Code): Code => [...a, ...b, 0x49];
/** One less; still some? */
const countDown = (local: number): Code => [...get(local), ...constant(1), 0x6b, 0x22, local];

const simd = (operation: number, ...values: readonly Code[]): Code => [
  ...values.flat(),
  0xfd,
  ...unsigned(operation),
];
const load4Bytes = (address: Code): Code => [...simd(0x5c, address), 0, 0];
const loadSplat = (address: Code): Code => [...simd(0x09, address), 2, 0];
const loadVector = (address: Code, offset = 0): Code => [...simd(0x00, address), 0, ...unsigned(offset)];
const storeVector = (address: Code, offset: number, value: Code): Code => [
  ...simd(0x0b, address, value),
  0,
  ...unsigned(offset),
];
const store4Bytes = (address: Code, value: Code): Code => [...simd(0x5a, address, value), 0, 0, 0];
const splat = (value: Code): Code => simd(0x11, value);
const addVectors = (a: Code, b: Code): Code => simd(0xae, a, b);
const multiply = (a: Code, b: Code): Code => simd(0xb5, a, b);
const bytesLow = (value: Code): Code => simd(0x89, value);
const bytesHigh = (value: Code): Code => simd(0x8a, value);
const shortsLow = (value: Code): Code => simd(0xa9, value);
const shortsHigh = (value: Code): Code => simd(0xaa, value);
const whole = (sums: Code): Code => simd(0xac, sums, constant(weightBits));
/** Saturates, first to 16 bits, then to 0 to 255. */
const toShorts = (a: Code, b: Code): Code => simd(0x85, a, b);
const toBytes = (a: Code, b: Code): Code => simd(0x66, a, b);

function across(): Code {
  const [row, starts, counts, weights, stride, count, line, pixel, weight, end, sums] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ] as const;
  return loopWhile(
    countDown(count),
    set(pixel, plus(get(row), times(load(get(starts)), 3))),
    set(weight, get(weights)),
    set(end, plus(get(weights), times(load(get(counts)), 4))),
    set(sums, splat(constant(2 ** (weightBits - 1)))),
    loopWhile(
      less(get(weight), get(end)),
      set(
        sums,
        addVectors(get(sums), multiply(shortsLow(bytesLow(load4Bytes(get(pixel)))), loadSplat(get(weight)))),
      ),
      step(pixel, 3),
      step(weight, 4),
    ),
    store4Bytes(get(line), toBytes(toShorts(whole(get(sums)), get(sums)), get(sums))),
    step(starts, 4),
    step(counts, 4),
    set(weights, plus(get(weights), get(stride))),
    step(line, 4),
  );
}

function add(): Code {
  const [line, sums, weight, blocks, factor, bytes] = [0, 1, 2, 3, 4, 5] as const;
  const quarters = [
    shortsLow(bytesLow(get(bytes))),
    shortsHigh(bytesLow(get(bytes))),
    shortsLow(bytesHigh(get(bytes))),
    shortsHigh(bytesHigh(get(bytes))),
  ];
  return [
    ...set(factor, splat(get(weight))),
    ...loopWhile(
      countDown(blocks),
      set(bytes, loadVector(get(line))),
      ...quarters.map((quarter, at) =>
        storeVector(
          get(sums),
          at * 16,
          addVectors(loadVector(get(sums), at * 16), multiply(quarter, get(factor))),
        ),
      ),
      step(line, 16),
      step(sums, 64),
    ),
  ];
}

function round(): Code {
  const [sums, pixels, blocks] = [0, 1, 2] as const;
  const quarter = (at: number) => whole(loadVector(get(sums), at * 16));
  return loopWhile(
    countDown(blocks),
    storeVector(get(pixels), 0, toBytes(toShorts(quarter(0), quarter(1)), toShorts(quarter(2), quarter(3)))),
    step(sums, 64),
    step(pixels, 16),
  );
}

const module = new WebAssembly.Module(
  wasmModule([
    { name: 'across', parameters: 7, integers: 3, vectors: 1, body: across() },
    { name: 'add', parameters: 4, integers: 0, vectors: 2, body: add() },
    { name: 'round', parameters: 3, integers: 0, vectors: 0, body: round() },
  ]),
);
