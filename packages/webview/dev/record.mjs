/**
 * Makes a recording for the development page of a run folder: `node dev/record.mjs RUN_FOLDER > dev/recording.jsonl`.
 * Small enough to keep in the repository: numbers are rounded, weights have 8 bits, large layers are kept at the
 * first and the last moment only, and the largest not at all.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the run folder.');

const { layout } = JSON.parse(await readFile(path.join(folder, 'run.json'), 'utf8'));
const log = await readFile(path.join(folder, 'events.jsonl'), 'utf8');
const events = log
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const rounded = (_key, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
for (const event of events) console.log(JSON.stringify(event, rounded));

const steps = events.filter(({ type }) => type === 'snapshot').map(({ step }) => step);
for (const [i, step] of steps.entries()) {
  const isEnd = i === 0 || i === steps.length - 1;
  const isKept = { small: isEnd || i % 3 === 0, middle: isEnd, large: false };
  const file = path.join(folder, 'snapshots', `step-${String(step).padStart(8, '0')}.f32`);
  const bytes = await readFile(file);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  for (const [layer, weights] of byLayer(values)) {
    const count = weights.reduce((sum, weight) => sum + weight.values.length, 0);
    const size = count < 3000 ? 'small' : count < 100_000 ? 'middle' : 'large';
    if (isKept[size]) console.log(JSON.stringify({ step, layer, weights: weights.map(inBytes) }, rounded));
  }
}

/** Splits a snapshot, one weight after the other as in the layout, into layers. */
function byLayer(values) {
  const layers = new Map();
  let offset = 0;
  for (const { layer, name, shape } of layout) {
    const length = shape.reduce((product, size) => product * size, 1);
    const weight = { name, shape, values: values.subarray(offset, offset + length) };
    layers.set(layer, [...(layers.get(layer) ?? []), weight]);
    offset += length;
  }
  return layers;
}

/** @returns a `RecordedWeight` of recording.ts. */
function inBytes({ name, shape, values }) {
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const bytes = Int8Array.from(values, (value) => Math.round((value / scale) * 127));
  return { name, shape, scale, bytes: Buffer.from(bytes.buffer).toString('base64') };
}
