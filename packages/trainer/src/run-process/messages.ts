import { engineId, runEvent } from '@convscope/protocol';
import * as z from 'zod';

/** What a run process needs to know beside the recipe in its folder. */
const runSpec = z.object({
  /** Where data sets and engines lie. */
  dataFolder: z.string(),
  /** The run's own; its recipe is there already. */
  folder: z.string(),
  engine: engineId.or(z.literal('auto')),
  /** The user's consent to fetch an engine that is not here yet. */
  fetchEngine: z.boolean(),
  /** Of a run that goes on: whether it must be the engine that the recipe names, with its threads and parts. */
  sameEngine: z.boolean().optional(),
  /** After how many updates a checkpoint is written; by default, by the time that it takes. */
  checkpointEvery: z.int().positive().optional(),
});
export type RunSpec = z.infer<typeof runSpec>;

/** To the run process. `stop`: finish the batch, keep a checkpoint, end. */
export const toRunProcess = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), spec: runSpec }),
  z.object({ type: z.literal('stop') }),
]);
export type ToRunProcess = z.infer<typeof toRunProcess>;

/** From the run process: each event, after it was written to the log. */
export const fromRunProcess = z.object({ type: z.literal('event'), event: runEvent });
export type FromRunProcess = z.infer<typeof fromRunProcess>;
