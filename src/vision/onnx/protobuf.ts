/** Writes the wire format of protocol buffers. A message is the bytes of its fields, one after the other. */

/** An integer, an enum or a bool. Negative ones take their 64-bit form. */
export const int = (field: number, value: number): Uint8Array =>
  Buffer.concat([tag(field, 0), varint(BigInt.asUintN(64, BigInt(value)))]);

/** A string, bytes or a message. */
export function bytes(field: number, value: string | Uint8Array): Uint8Array {
  const content = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([tag(field, 2), varint(BigInt(content.length)), content]);
}

export const message = (field: number, fields: readonly Uint8Array[]): Uint8Array =>
  bytes(field, Buffer.concat(fields));

const tag = (field: number, wireType: number): Uint8Array => varint(BigInt(field * 8 + wireType));

function varint(value: bigint): Uint8Array {
  const parts: number[] = [];
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 128n) return Uint8Array.of(...parts, Number(rest));
    parts.push(Number(rest & 127n) | 128);
  }
}
