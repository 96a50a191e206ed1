import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { dataFolder, runLogName, runsFolderName } from '@convscope/protocol';

/** Where the trainer of this computer keeps its host file, its runs and what it fetched. */
export const localDataFolder = () =>
  resolve(dataFolder({ platform: process.platform, home: homedir(), env: process.env }));

/** What the process of a run printed: TensorFlow's lines, a crash's last words. */
export const runLogFile = (runId: string) => join(localDataFolder(), runsFolderName, runId, runLogName);
