import type { InferenceAnswer } from '../../inference/messages.js';
import { shortest } from './float32.js';

type Prediction = Extract<InferenceAnswer, { type: 'prediction' }>;

/** How many classes a person is told, the likeliest first. */
const told = 3;

/** A line of `predict --json`: `{"index"|"file","probabilities":[…],"top":n}`, and `label` where it is known. */
export function predictionLine({ index, file, probabilities, label, classNames }: Prediction): object {
  const top = best(probabilities)[0] ?? 0;
  return {
    ...(index !== undefined && { index }),
    ...(file !== undefined && { file }),
    probabilities: shortest(probabilities),
    top,
    ...(classNames && { class: classNames[top] }),
    ...(label !== undefined && { label }),
  };
}

/** `0  7 99.8%  3 0.1%  9 0.0%`, and ✓ or ✗ with the right class where it is known. */
export function predictionText({ index, file, probabilities, label, classNames }: Prediction): string {
  const nameOf = (class_: number) => classNames?.[class_] ?? String(class_);
  const order = best(probabilities);
  const likeliest = order.slice(0, told).map((class_) => {
    const value = probabilities[class_] ?? NaN;
    return probabilities.length === 1 ? value.toFixed(4) : `${nameOf(class_)} ${(value * 100).toFixed(1)}%`;
  });
  const verdict =
    label === undefined || probabilities.length === 1
      ? []
      : [order[0] === label ? '✓' : `✗ ${nameOf(label)}`];
  return [file ?? String(index), ...likeliest, ...verdict].join('  ');
}

/** The classes, the likeliest first; of equal ones the first, as NumPy's argmax. */
const best = (probabilities: Float32Array): number[] =>
  Array.from(probabilities.keys()).sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
