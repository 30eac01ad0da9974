/** A field of a protocol buffers message: its number, and its bytes where it has some (a string, bytes or a message). */
export interface Field {
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
}

/** The fields of a message, in their order. Throws where it is none. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++];
      if (byte === undefined || factor > 2 ** 63) throw new Error('it is no protocol buffers message');
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  const skip = (length: number): Uint8Array => {
    at += length;
    if (at > message.length) throw new Error('it is cut off');
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        varint();
        yield { number, bytes: undefined };
        break;
      case 1:
        skip(8);
        yield { number, bytes: undefined };
        break;
      case 2:
        yield { number, bytes: skip(varint()) };
        break;
      case 5:
        skip(4);
        yield { number, bytes: undefined };
        break;
      default:
        throw new Error('it is no protocol buffers message');
    }
  }
}
