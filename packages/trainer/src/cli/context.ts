import os from 'node:os';
import path from 'node:path';
import type { Language } from '@convscope/model';
import { dataFolder as dataFolderOf } from '@convscope/protocol';
import { sayIn, terminalLanguage, type Say } from './texts.js';

/** What every command is given. */
export interface CliContext {
  /** Where runs, engines and data sets are; absolute, since run processes and pip work in folders of their own. */
  dataFolder: string;
  language: Language;
  say: Say;
  /** Whether a program reads along (`--json`): then an error is its last line too. */
  json: boolean;
}

/** The surroundings of a command line such as `process.argv`. */
export function cliContext(argv: readonly string[], env: NodeJS.ProcessEnv): CliContext {
  const language = terminalLanguage(env);
  return {
    dataFolder: path.resolve(dataFolderOf({ platform: process.platform, home: home(), env })),
    language,
    say: sayIn(language),
    json: argv.includes('--json'),
  };
}

/** A user without an entry in the system's list has no home: containers do this. */
function home(): string {
  try {
    return os.homedir();
  } catch {
    return os.tmpdir();
  }
}
