import { engineId, runEvent } from '@convscope/protocol';
import * as z from 'zod';

/** What a run process needs to know; its folder exists already. */
const runSpec = z.object({
  dataFolder: z.string(),
  runId: z.string(),
  lesson: z.string(),
  engine: engineId.or(z.literal('auto')),
  /** The user's consent to fetch an engine that is not here yet. */
  fetchEngine: z.boolean(),
  epochs: z.int().positive(),
  seed: z.int().nonnegative(),
});
export type RunSpec = z.infer<typeof runSpec>;

/** To the run process. `stop`: finish the batch, keep a snapshot, end. */
export const toRunProcess = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), spec: runSpec }),
  z.object({ type: z.literal('stop') }),
]);
export type ToRunProcess = z.infer<typeof toRunProcess>;

/** From the run process: each event, after it was written to the log. */
export const fromRunProcess = z.object({ type: z.literal('event'), event: runEvent });
export type FromRunProcess = z.infer<typeof fromRunProcess>;
