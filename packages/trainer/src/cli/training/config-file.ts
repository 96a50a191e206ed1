import { readFileSync } from 'node:fs';
import { trainingConfig, type TrainingConfig } from '@convscope/model';
import * as z from 'zod';
import type { Say } from '../texts.js';
import { UsageError } from '../usage-errors.js';
import { checked } from './settings.js';

/** What `--print-config` prints, and `--config` reads: a whole training and its seed. */
export interface Settings {
  training: TrainingConfig;
  seed?: number | undefined;
}

const settings = z.object({
  training: trainingConfig,
  seed: z.int().min(0).max(0xffff_ffff).optional(),
});

/**
 * Reads the settings of a file: what `--print-config` prints, or a run's `run.json`.
 * @throws UsageError with what does not fit
 */
export function readSettings(file: string, say: Say): Settings {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new UsageError(say('error.noFile', { name: file }), { cause: error });
    }
    throw new UsageError(say('error.configFile', { file, reason: (error as Error).message }), {
      cause: error,
    });
  }
  return checked(settings, content, say);
}

/** The settings as a file: JSON for people, with a line's end. */
export const settingsText = ({ training, seed }: Settings): string =>
  `${JSON.stringify({ ...(seed !== undefined && { seed }), training }, null, 2)}\n`;
