import type { EngineId } from '@convscope/protocol';
import type { Command } from 'commander';
import type { Say } from '../texts.js';
import { engineChoices } from '../training/options.js';
import { values } from '../values.js';

/** What every command that looks at a trained network takes. */
export interface LookOptions {
  dataset?: string;
  engine: EngineId | 'auto';
  /** Of a model file: the seed of its training, which says which pictures of a folder are test images. */
  seed?: number;
}

/** Adds `--dataset`, `--engine`, `--seed` and `--json`. */
export function addLookOptions(command: Command, say: Say): Command {
  const known = engineChoices.join(', ');
  return command
    .option('--dataset <data>', say('option.otherDataset'))
    .option('--engine <name>', say('option.engine', { known }), values(say).choice(engineChoices), 'auto')
    .option('--seed <n>', say('option.lookSeed'), values(say).wholeNumber(0, 2 ** 32 - 1))
    .option('--json', say('option.json'), false);
}
