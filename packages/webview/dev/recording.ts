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

/** A run as the development page replays it: its events as they were logged, and some of its weights. */
export interface Recording {
  events: RunEvent[];
  /** By step, then by layer. Not every layer is in every step: the nearest earlier one is shown. */
  weights: Record<string, Record<string, RecordedWeight[]>>;
}

/** The weights of a layer after `step` updates, or at the nearest recorded moment before. */
export function weightsAt(recording: Recording, layer: string, step: number): Weight[] | null {
  const steps = Object.keys(recording.weights).map(Number);
  const known = steps.filter((at) => at <= step && recording.weights[at]?.[layer]).sort((a, b) => b - a);
  const found = known.length ? recording.weights[known[0]!]![layer] : undefined;
  return (
    found?.map(({ name, shape, scale, bytes }) => {
      const signed = Int8Array.from(atob(bytes), (character) => (character.charCodeAt(0) << 24) >> 24);
      return { name, shape, values: Float32Array.from(signed, (value) => (value / 127) * scale) };
    }) ?? null
  );
}
