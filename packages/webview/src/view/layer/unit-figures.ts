import { changeOf } from '../../run/kernels.js';
import { h } from '../dom.js';
import type { ViewContext } from '../view.js';
import { facts } from './kernel-figures.js';
import type { LookedAt } from './looked-at.js';

/** A unit in figures. */
export function unitDetail(context: ViewContext, { read, start }: LookedAt, unit: number): HTMLElement[] {
  const { texts, numbers } = context;
  const { fixed } = numbers;
  const units = read.kernel.shape.at(-1)!;
  let least = Infinity;
  let most = -Infinity;
  for (let i = unit; i < read.kernel.values.length; i += units) {
    least = Math.min(least, read.kernel.values[i]!);
    most = Math.max(most, read.kernel.values[i]!);
  }
  const bias = read.bias?.values[unit];
  return [
    h('h3', {}, texts.unit(numbers.whole(unit + 1))),
    facts([
      [texts.normOfUnit, fixed(read.norms[unit]!, 3)],
      [texts.largestWeight, fixed(most, 3)],
      [texts.smallestWeight, fixed(least, 3)],
      [texts.changeSinceStart, start ? fixed(changeOf(start.kernel, read.kernel, unit), 3) : texts.notYet],
      [texts.bias, bias === undefined ? texts.notYet : fixed(bias, 3)],
    ]),
    h('p', { class: 'tiny dim' }, texts.unitKeys),
  ];
}

/** A unit as a screen reader says it. */
export function spokenUnit({ texts, numbers }: ViewContext, { read }: LookedAt, unit: number): string {
  return texts.unitSpoken(
    texts.unit(numbers.whole(unit + 1)),
    numbers.fixed(read.norms[unit]!, 3),
    numbers.fixed(read.bias?.values[unit] ?? 0, 3),
  );
}
