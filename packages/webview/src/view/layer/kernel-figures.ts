import { inkOn, placeOn, type ColourScale } from '../../colour/scales.js';
import { h } from '../dom.js';
import type { ViewContext } from '../view.js';

/** A kernel in figures, each on its colour. */
export function kernelFigures(
  { texts, numbers }: ViewContext,
  values: Float32Array,
  columns: number,
  { scale, range }: { scale: ColourScale; range: number },
): HTMLTableElement {
  const size = Math.max(26, Math.min(56, Math.floor(284 / columns)));
  const decimals = range < 0.1 ? 3 : 2;
  const rows = Array.from({ length: values.length / columns }, (_, row) =>
    h(
      'tr',
      {},
      ...Array.from({ length: columns }, (_, column) => {
        const value = values[row * columns + column]!;
        const colour = scale.colours[placeOn(value, -range, range)]!;
        const cell = h('td', {}, numbers.fixed(value, decimals));
        cell.style.backgroundColor = `rgb(${colour.join(' ')})`;
        cell.style.color = inkOn(colour);
        cell.style.width = `${size}px`;
        cell.style.height = `${Math.min(40, size)}px`;
        return cell;
      }),
    ),
  );
  return h(
    'table',
    { class: 'kernel-figures', id: 'kernel' },
    h('caption', { class: 'unseen' }, texts.kernelTable),
    h('tbody', {}, ...rows),
  );
}

/** Names and values, one pair a line. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    ...pairs.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}
