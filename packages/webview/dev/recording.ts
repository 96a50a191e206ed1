import { describeModel } from '@convscope/model';
import type { RunEvent, Weight } from '@convscope/protocol';

/** A weight in a file: 8 bits a value, enough to look at. */
interface RecordedWeight {
  name: string;
  shape: number[];
  /** What the value 127 stands for. */
  scale: number;
  /** Base64 of signed bytes. */
  bytes: string;
}

/** The weights of a layer at one moment. */
interface RecordedLayer {
  step: number;
  layer: string;
  weights: RecordedWeight[];
}

/** A run as the development page replays it: its events as they were logged, and some of its weights. */
export interface Recording {
  events: RunEvent[];
  layers: RecordedLayer[];
}

/** Reads a recording: a line an event, then a line for each layer and moment whose weights were kept. */
export function readRecording(text: string): Recording {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent | RecordedLayer);
  return {
    events: lines.filter((line) => 'n' in line),
    layers: lines.filter((line) => 'weights' in line),
  };
}

/**
 * The weights of a layer after `step` updates: between two moments at which they were kept, in a straight line; of a
 * layer that was too large to keep, made up in its shapes. `null` if there is no such layer.
 */
export function weightsAt(recording: Recording, layer: string, step: number): Weight[] | null {
  const kept = recording.layers.filter((candidate) => candidate.layer === layer);
  const before = kept.findLast((candidate) => candidate.step <= step);
  const after = kept.find((candidate) => candidate.step > step);
  if (!before) return madeUp(recording, layer, step);
  const start = before.weights.map(inFloats);
  if (!after) return start;
  const share = (step - before.step) / (after.step - before.step);
  const end = after.weights.map(inFloats);
  return start.map((weight, w) => ({
    ...weight,
    values: weight.values.map((value, i) => value + share * (end[w]!.values[i]! - value)),
  }));
}

function inFloats({ name, shape, scale, bytes }: RecordedWeight): Weight {
  const signed = Int8Array.from(atob(bytes), (character) => (character.charCodeAt(0) << 24) >> 24);
  return { name, shape, values: Float32Array.from(signed, (value) => (value / 127) * scale) };
}

/** Even noise of Glorot's width that grows by a third over the run, each unit a little otherwise. */
function madeUp({ events }: Recording, name: string, step: number): Weight[] | null {
  const created = events.find((event) => event.type === 'created');
  const model = created && describeModel(created.model);
  const layer = model?.layers.find((candidate) => candidate.name === name);
  if (!created || !layer || layer.weights.length === 0) return null;
  const share = step / (created.plan.epochs * created.plan.batches);
  return layer.weights.map(({ name, shape }) => {
    const size = shape.reduce((product, next) => product * next, 1);
    const units = shape.at(-1)!;
    const width = shape.length > 1 ? Math.sqrt(6 / (size / units + units)) : 0;
    let state = 1;
    const values = Float32Array.from({ length: size }, (_, i) => {
      state = (state * 1103515245 + 12345) % 2 ** 31; // A linear congruential generator: the same each time.
      const growth = 1 + share * (0.2 + 0.3 * Math.abs(Math.sin(i % units)));
      return (state / 2 ** 30 - 1) * width * growth + (width === 0 ? share * 0.02 * Math.sin(i) : 0);
    });
    return { name, shape: [...shape], values };
  });
}
