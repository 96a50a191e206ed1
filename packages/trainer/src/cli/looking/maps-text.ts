/** What a layer made of one picture. */
export interface LayerMaps {
  layer: string;
  /** `[1, height, width, channels]`, or `[1, units]`. */
  shape: readonly number[];
  data: Float32Array;
}

/** From no signal to the strongest. */
const shades = ' ░▒▓█';
const bars = ' ▁▂▃▄▅▆▇█';

/**
 * A layer's maps as a picture made of characters, as many beside each other as the terminal is wide: one character is
 * one column and two rows, so that it is as high as it is wide. Numbers without a place become bars.
 */
export function mapsText({ layer, shape, data }: LayerMaps, columns: number): string {
  const title = `${layer} ${shape.join(' × ')}`;
  const [, height, width, channels] = shape;
  if (shape.length !== 4 || !height || !width || !channels) return `${title}\n${barsText(data, columns)}`;
  const range = rangeOf(data);
  const maps = Array.from({ length: channels }, (_, channel) =>
    mapLines({ data, height, width, channels, channel }, range),
  );
  const beside = Math.max(1, Math.floor((columns + 1) / (Math.max(width, 4) + 1)));
  const blocks: string[] = [];
  for (let first = 0; first < channels; first += beside) {
    const row = maps.slice(first, first + beside);
    const heads = row.map((_, i) => String(first + i).padEnd(Math.max(width, 4)));
    const lines = Array.from({ length: Math.ceil(height / 2) }, (_, line) =>
      row.map((map) => (map[line] ?? '').padEnd(Math.max(width, 4))).join(' '),
    );
    blocks.push([heads.join(' '), ...lines].map((line) => line.trimEnd()).join('\n'));
  }
  return [`${title}  (${figure(range.low)} … ${figure(range.high)})`, ...blocks].join('\n');
}

interface OneMap {
  data: Float32Array;
  height: number;
  width: number;
  channels: number;
  channel: number;
}

function mapLines(map: OneMap, range: Range): string[] {
  const { data, height, width, channels, channel } = map;
  const at = (row: number, column: number) => data[(row * width + column) * channels + channel]!;
  const lines: string[] = [];
  for (let row = 0; row < height; row += 2) {
    const below = Math.min(row + 1, height - 1);
    let line = '';
    for (let column = 0; column < width; column++) {
      line += shade((at(row, column) + at(below, column)) / 2, range, shades);
    }
    lines.push(line);
  }
  return lines;
}

function barsText(data: Float32Array, columns: number): string {
  const range = rangeOf(data);
  const lines: string[] = [`${figure(range.low)} … ${figure(range.high)}`];
  for (let from = 0; from < data.length; from += columns) {
    lines.push(
      Array.from(data.subarray(from, from + columns), (value) => shade(value, range, bars)).join(''),
    );
  }
  return lines.join('\n');
}

interface Range {
  low: number;
  high: number;
}

function rangeOf(data: Float32Array): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

/** `?` is no number. */
function shade(value: number, { low, high }: Range, steps: string): string {
  if (!Number.isFinite(value)) return '?';
  const share = high > low ? (value - low) / (high - low) : 0;
  return steps[Math.min(steps.length - 1, Math.floor(share * steps.length))]!;
}

const figure = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '—');
