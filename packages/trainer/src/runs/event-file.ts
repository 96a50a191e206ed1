/**
 * TensorBoard's event files: TFRecords (length, masked CRC-32C of the length, data, masked CRC-32C of the data) of
 * `tensorflow.Event` in protocol buffers. Only what a scalar needs of both.
 */

/** A value of a diagram at a step. */
export interface ScalarEvent {
  tag: string;
  value: number;
  step: number;
  /** Seconds since 1970. */
  wallTime: number;
}

/** What every event file begins with. */
export function fileVersionRecord(wallTime: number): Uint8Array {
  return record([double(1, wallTime), text(3, 'brain.Event:2')]);
}

/** A scalar as TensorFlow 2 writes it: a tensor without dimensions, of the plug-in `scalars`. */
export function scalarRecord({ tag, value, step, wallTime }: ScalarEvent): Uint8Array {
  const dtypeFloat = 1;
  const tensor = [...varint(1, dtypeFloat), ...message(2, []), ...bytes(4, float32(value))];
  const metadata = message(1, text(1, 'scalars'));
  const summaryValue = [...text(1, tag), ...message(8, tensor), ...message(9, metadata)];
  return record([double(1, wallTime), varint(2, step), message(5, message(1, summaryValue))]);
}

/** Where a record ends, and the step it is of. */
export interface RecordPlace {
  end: number;
  step: number;
}

/** Finds the whole records of a file; what follows the last one is damaged or half written. */
export function* readRecords(file: Uint8Array): Generator<RecordPlace> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  let at = 0;
  while (at + 16 <= file.length) {
    const length = view.getUint32(at, true);
    const end = at + 16 + length;
    if (view.getUint32(at + 4, true) !== 0 || end > file.length) return;
    if (view.getUint32(at + 8, true) !== maskedCrc(file.subarray(at, at + 8))) return;
    const data = file.subarray(at + 12, end - 4);
    if (view.getUint32(end - 4, true) !== maskedCrc(data)) return;
    yield { end, step: stepOf(data) };
    at = end;
  }
}

type Bytes = readonly number[];

function record(fields: readonly Bytes[]): Uint8Array {
  const data = Uint8Array.from(fields.flat());
  const framed = new Uint8Array(data.length + 16);
  const view = new DataView(framed.buffer);
  view.setUint32(0, data.length, true);
  view.setUint32(8, maskedCrc(framed.subarray(0, 8)), true);
  framed.set(data, 12);
  view.setUint32(12 + data.length, maskedCrc(data), true);
  return framed;
}

/** The event's field 2, which follows the time. */
function stepOf(data: Uint8Array): number {
  const afterTime = 9;
  if (data[afterTime] !== key(2, 0)) return 0;
  let step = 0;
  for (let i = afterTime + 1, factor = 1; i < data.length; i++, factor *= 128) {
    step += (data[i]! & 127) * factor;
    if (data[i]! < 128) break;
  }
  return step;
}

const key = (field: number, wireType: number): number => field * 8 + wireType;

/** 0 is said by saying nothing. */
function varint(field: number, value: number): Bytes {
  return value === 0 ? [] : [key(field, 0), ...base128(value)];
}

function base128(value: number): Bytes {
  const groups: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) groups.push((value % 128) + 128);
  return [...groups, value];
}

function double(field: number, value: number): Bytes {
  return [key(field, 1), ...new Uint8Array(Float64Array.of(value).buffer)];
}

const float32 = (value: number): Bytes => [...new Uint8Array(Float32Array.of(value).buffer)];

function bytes(field: number, content: Bytes): Bytes {
  return [key(field, 2), ...base128(content.length), ...content];
}

const message = bytes;
const text = (field: number, value: string): Bytes => bytes(field, [...new TextEncoder().encode(value)]);

/** The table of CRC-32C, polynomial 0x1EDC6F41 reflected (RFC 3720). */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

/** TFRecord's checksum: CRC-32C, turned right by 15 bits and moved, so that a checksum of checksums stays one. */
function maskedCrc(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8);
  crc = ~crc >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
