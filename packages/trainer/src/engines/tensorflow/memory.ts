import koffi, { type TypeObject } from 'koffi';
import type { Pointer } from './c-api.js';

/** `text` as a C string in native memory that is never freed. */
export function cString(text: string): Pointer {
  const bytes = Buffer.from(`${text}\0`);
  const memory: unknown = koffi.alloc('uint8_t', bytes.length);
  koffi.encode(memory, koffi.array('uint8_t', bytes.length), bytes);
  return Number(memory);
}

/** Native memory for what `TFE_Execute` gives back: that call may run on another thread, where V8's may not be used. */
export class ReturnValues {
  private readonly slots: TypeObject;
  private readonly empty: BigInt64Array;
  private readonly memory: unknown;
  private readonly count: unknown;

  constructor(capacity: number) {
    this.slots = koffi.array('int64_t', capacity);
    this.empty = new BigInt64Array(capacity);
    this.memory = koffi.alloc('int64_t', capacity);
    this.count = koffi.alloc('int', 1);
  }

  /** Empties the slots and says how many there are. @returns the addresses that `TFE_Execute` wants */
  prepare(count: number): { values: Pointer; count: Pointer } {
    if (count > this.empty.length)
      throw new RangeError(`${count} results, and room for ${this.empty.length}.`);
    koffi.encode(this.memory, this.slots, this.empty);
    koffi.encode(this.count, 'int', count);
    return { values: Number(this.memory), count: Number(this.count) };
  }

  /** The handles that the call left. */
  read(): Pointer[] {
    const values = koffi.decode(this.memory, this.slots) as BigInt64Array;
    return Array.from(values.subarray(0, koffi.decode.int(this.count)), Number);
  }

  free(): void {
    koffi.free(this.memory);
    koffi.free(this.count);
  }
}
