/** A file being written: room is taken at its end, and filled at any time. What is not filled is 0. */
export interface ByteWriter {
  /** Takes room at the end, which begins at a multiple of eight. @returns its address */
  take(size: number): number;
  u8(at: number, value: number): void;
  u16(at: number, value: number): void;
  u32(at: number, value: number): void;
  u64(at: number, value: number): void;
  /** The address that means "nowhere". */
  nowhere(at: number): void;
  bytes(at: number, bytes: Uint8Array): void;
  /** Four letters. */
  letters(at: number, letters: string): void;
  /** All that was written so far; the file cannot grow afterwards. */
  finish(): Uint8Array;
  readonly length: number;
}

export function byteWriter(): ByteWriter {
  let buffer = new Uint8Array(1 << 16);
  let view = new DataView(buffer.buffer);
  let length = 0;
  return {
    get length() {
      return length;
    },
    take(size) {
      const at = length;
      length += Math.ceil(size / 8) * 8;
      if (length > buffer.length) {
        const larger = new Uint8Array(Math.max(length, buffer.length * 2));
        larger.set(buffer);
        buffer = larger;
        view = new DataView(buffer.buffer);
      }
      return at;
    },
    u8: (at, value) => view.setUint8(at, value),
    u16: (at, value) => view.setUint16(at, value, true),
    u32: (at, value) => view.setUint32(at, value, true),
    u64: (at, value) => view.setBigUint64(at, BigInt(value), true),
    nowhere: (at) => view.setBigUint64(at, 0xffff_ffff_ffff_ffffn, true),
    bytes: (at, bytes) => buffer.set(bytes, at),
    letters: (at, letters) => {
      for (let index = 0; index < letters.length; index++)
        view.setUint8(at + index, letters.charCodeAt(index));
    },
    finish: () => buffer.subarray(0, length),
  };
}
