/** Writes WebAssembly modules, as far as the kernels need: functions of integers, with integers and vectors as variables, over one memory. */

/** Bytes of instructions. */
export type Code = readonly number[];

export interface WasmFunction {
  readonly name: string;
  /** How many; each an i32. They are the first variables, from 0 on. */
  readonly parameters: number;
  /** How many further variables there are: i32 first, then v128. */
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

const i32 = 0x7f;
const v128 = 0x7b;

/** The bytes of a module that takes `env.memory` and exports these functions. */
export const wasmModule = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      functions.map(({ parameters }) => [0x60, ...vector(Array(parameters).fill([i32])), 0]),
    ),
    ...section(2, [[...text('env'), ...text('memory'), 2, 0, 1]]),
    ...section(
      3,
      functions.map((_, at) => [at]),
    ),
    ...section(
      7,
      functions.map(({ name }, at) => [...text(name), 0, at]),
    ),
    ...section(
      10,
      functions.map(({ integers, vectors, body }) => sized([2, integers, i32, vectors, v128, ...body, 0x0b])),
    ),
  ]);

/** A whole number from 0 on, LEB128. */
export const unsigned = (value: number): Code =>
  value < 128 ? [value] : [(value % 128) + 128, ...unsigned(Math.floor(value / 128))];

/** The same where a number could be below 0: its last byte has room for the sign. */
export const signed = (value: number): Code =>
  value < 64 ? [value] : [(value % 128) + 128, ...signed(Math.floor(value / 128))];

const sized = (bytes: Code): Code => [...unsigned(bytes.length), ...bytes];
const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(vector(items))];
const text = (value: string): Code => sized([...Buffer.from(value)]);
