import type { LayerSummary } from '@convscope/model';
import { pair } from './caption.js';

const namespace = 'http://www.w3.org/2000/svg';

function s(tag: string, attributes: Record<string, string | number>, ...children: SVGElement[]): SVGElement {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A quiet drawing of what a layer without weights does; `null` where words say it better. */
export function layerDrawing(layer: LayerSummary | null, height: number): SVGElement | null {
  if (!layer) return inputDrawing(height);
  switch (layer.className) {
    case 'AveragePooling2D':
    case 'MaxPooling2D':
      return poolingDrawing(layer, height);
    case 'Flatten':
      return flattenDrawing(height);
    default:
      return null;
  }
}

function svg(width: number, height: number, scale: number, ...children: SVGElement[]): SVGElement {
  const size = { width: width * scale, height: height * scale };
  const frame = { 'class': 'drawing', 'viewBox': `0 0 ${width} ${height}`, 'aria-hidden': 'true' };
  return s('svg', { ...size, ...frame }, ...children);
}

const cells = (left: number, top: number, columns: number, rows: number, size: number) =>
  Array.from({ length: columns * rows }, (_, i) =>
    s('rect', {
      class: 'cell',
      x: left + (i % columns) * size,
      y: top + Math.floor(i / columns) * size,
      width: size - 1,
      height: size - 1,
    }),
  );

function inputDrawing(height: number): SVGElement {
  return svg(49, 49, height / 49, ...cells(0.5, 0.5, 7, 7, 7));
}

/** A window on a map, where it stands next, and the one number each becomes. */
function poolingDrawing({ config }: LayerSummary, height: number): SVGElement {
  const size = 12;
  const [window] = pair(config.pool_size) ?? [2, 2];
  const [stride] = pair(config.strides) ?? [window, window];
  const span = window * 2;
  const results = Math.floor((span - window) / stride) + 1;
  const outline = (at: number, look: string) =>
    s('rect', {
      class: look,
      x: 1 + at * size,
      y: 1,
      width: window * size - 1,
      height: window * size - 1,
    });
  const to = span * size + 18;
  const width = to + results * size + 1;
  return svg(
    width,
    span * size + 1,
    height / (span * size + 1),
    ...cells(1, 1, span, span, size),
    outline(stride, 'window next'),
    outline(0, 'window'),
    s('path', { class: 'arrow', d: `M${span * size + 5} ${(span * size) / 2}h8m-3 -3l3 3l-3 3` }),
    ...cells(to, 1 + ((span - results) * size) / 2, results, results, size).map((cell, i) => {
      if (i === 0) cell.setAttribute('class', 'cell full');
      return cell;
    }),
  );
}

/** Maps on the left, a row of numbers on the right. */
function flattenDrawing(height: number): SVGElement {
  const maps = [8, 4, 0].flatMap((shift) => [
    s('rect', { class: 'map', x: 1 + shift, y: 9 - shift, width: 24, height: 24 }),
  ]);
  return svg(
    64,
    44,
    height / 44,
    ...maps,
    s('path', { class: 'arrow', d: 'M40 22h8m-3 -3l3 3l-3 3' }),
    ...cells(55, 2, 1, 6, 7),
  );
}
