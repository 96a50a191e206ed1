import { toWireError, type Weight, type WireError } from '@convscope/protocol';
import { kernelNorms, kernelShape, largest, unitNorms } from '../run/kernels.js';

export type ReadWeights = (runId: string, step: number, layer: string) => Promise<readonly Weight[]>;

/** The weights of one layer at one moment. */
export interface LayerWeights {
  layer: string;
  step: number;
  kernel: Weight;
  bias: Weight | null;
  /** `kernelNorms` of a convolution, `unitNorms` of anything else. */
  norms: Float32Array;
}

/** What has been seen of a layer's values, over all moments: pictures keep one range, so that they do not flicker. */
export interface SeenRange {
  /** Of weights. */
  weight: number;
  /** Of changes since the start. */
  change: number;
  /** Of `LayerWeights.norms`. */
  norms: { least: number; most: number };
}

export interface WeightKey {
  layer: string;
  step: number;
}

/** Weights that were read, and the reading of those that are wanted. */
export interface WeightStore {
  /** Names what is wanted, most wanted first; what was wanted before and is not named now is dropped. */
  want(runId: string, keys: readonly WeightKey[]): void;
  get(layer: string, step: number): LayerWeights | null;
  /** The newest reading of a layer: shown while the wanted moment is on its way. */
  lastRead(layer: string): LayerWeights | null;
  range(layer: string): SeenRange | null;
  /** Why a moment of a layer could not be read. */
  failure(layer: string, step: number): WireError | null;
  /** Tries again what failed. */
  forgive(): void;
}

/** Bytes of weights that are kept for looking back. */
const budget = 48e6;

/**
 * Reads weights, one request at a time, always the most wanted next: however fast moments come or the rail is
 * dragged, at most one request is under way and nothing queues up behind it.
 */
export function createWeightStore(read: ReadWeights, changed: () => void): WeightStore {
  let runId = '';
  let wanted: readonly WeightKey[] = [];
  let reading = false;
  const kept = new Map<string, LayerWeights>();
  const newest = new Map<string, LayerWeights>();
  const ranges = new Map<string, SeenRange>();
  const failures = new Map<string, WireError>();

  const id = ({ layer, step }: WeightKey) => `${step} ${layer}`;
  const isOpen = (key: WeightKey) => !kept.has(id(key)) && !failures.has(id(key));

  async function readNext(): Promise<void> {
    const key = wanted.find(isOpen);
    if (reading || !key) return;
    reading = true;
    const from = runId;
    try {
      const weights = await read(from, key.step, key.layer);
      if (from === runId) keep(key, weights);
    } catch (error) {
      if (from === runId) failures.set(id(key), toWireError(error));
    }
    reading = false;
    changed();
    void readNext();
  }

  function keep(key: WeightKey, weights: readonly Weight[]): void {
    const kernel = weights[0];
    if (!kernel) return void failures.set(id(key), { code: 'unknown-layer', args: { layer: key.layer } });
    const norms = kernelShape(kernel.shape) ? kernelNorms(kernel) : unitNorms(kernel);
    const bias = weights.find(({ name }) => name === 'bias') ?? null;
    const layer: LayerWeights = { ...key, kernel, bias, norms };
    kept.set(id(key), layer);
    newest.set(key.layer, layer);
    ranges.set(key.layer, widened(ranges.get(key.layer), layer));
    widenChange(key.layer, layer);
    forget();
  }

  /** Changes are counted from the earliest moment that was read; when an earlier one comes, all are counted anew. */
  function widenChange(name: string, added: LayerWeights): void {
    const ofLayer = [...kept.values()].filter(({ layer }) => layer === name);
    const start = ofLayer.reduce((first, next) => (next.step < first.step ? next : first));
    const range = ranges.get(name)!;
    for (const { kernel } of start === added ? ofLayer : [added]) {
      const change = largest(kernel.values.map((value, i) => value - start.kernel.values[i]!));
      range.change = Math.max(range.change, change);
    }
  }

  /** Drops the oldest readings that nobody wants. */
  function forget(): void {
    let bytes = 0;
    for (const { kernel } of kept.values()) bytes += kernel.values.byteLength;
    for (const [key, { kernel }] of kept) {
      if (bytes <= budget) return;
      if (wanted.some((want) => id(want) === key)) continue;
      kept.delete(key);
      bytes -= kernel.values.byteLength;
    }
  }

  return {
    want(newRunId, keys) {
      if (newRunId !== runId) {
        runId = newRunId;
        for (const map of [kept, newest, ranges, failures]) map.clear();
      }
      wanted = keys;
      void readNext();
    },
    get: (layer, step) => kept.get(id({ layer, step })) ?? null,
    lastRead: (layer) => newest.get(layer) ?? null,
    range: (layer) => ranges.get(layer) ?? null,
    failure: (layer, step) => failures.get(id({ layer, step })) ?? null,
    forgive() {
      failures.clear();
      void readNext();
    },
  };
}

function widened(range: SeenRange | undefined, { kernel, norms }: LayerWeights): SeenRange {
  let least = range?.norms.least ?? Infinity;
  let most = range?.norms.most ?? 0;
  for (const value of norms) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return {
    weight: Math.max(range?.weight ?? 0, largest(kernel.values)),
    change: range?.change ?? 0,
    norms: { least, most },
  };
}
