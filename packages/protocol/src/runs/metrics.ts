import * as z from 'zod';

/**
 * A metric's value. Training can diverge, and JSON has no NaN, so it is written as `"NaN"`, `"Infinity"`,
 * `"-Infinity"` and read back as the number.
 */
const metric = z.union([
  z.number(),
  z.nan(),
  z.literal(Infinity),
  z.literal(-Infinity),
  z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number),
]);

/** Keras's logs of a batch or an epoch: `loss`, `accuracy`, `val_loss`, `val_accuracy`. */
export const logs = z.record(z.string(), metric);
export type Logs = z.infer<typeof logs>;

/** Makes any value with metrics inside fit for JSON. */
export function metricsToJson(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
