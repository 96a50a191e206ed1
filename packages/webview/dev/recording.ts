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

/** The weights of a layer after `step` updates, or at the nearest earlier moment of which they were kept. */
export function weightsAt({ layers }: Recording, layer: string, step: number): Weight[] | null {
  const found = layers.findLast((kept) => kept.layer === layer && kept.step <= step);
  if (!found) return null;
  return found.weights.map(({ name, shape, scale, bytes }) => {
    const signed = Int8Array.from(atob(bytes), (character) => (character.charCodeAt(0) << 24) >> 24);
    return { name, shape, values: Float32Array.from(signed, (value) => (value / 127) * scale) };
  });
}
