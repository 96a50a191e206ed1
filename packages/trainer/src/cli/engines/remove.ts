import { engineNames } from '@convscope/protocol';
import type { InstallableEngine } from '../../engines/install.js';
import { removeEngine as remove } from '../../engines/remove.js';
import type { CliContext } from '../context.js';
import { exitCodes } from '../finish.js';
import { jsonLine } from '../run-lines.js';

/** `convscope engine remove`: what was fetched can be fetched again, so nobody is asked. */
export async function removeEngine(engine: InstallableEngine, context: CliContext): Promise<number> {
  const { dataFolder, say, json } = context;
  const { folders, forgotten } = await remove(engine, dataFolder);
  if (json) {
    process.stdout.write(jsonLine({ type: 'removed', engine, folders, ...(forgotten && { forgotten }) }));
    return exitCodes.done;
  }
  for (const folder of folders) console.log(say('engine.removed', { folder }));
  if (forgotten !== undefined) console.log(say('engine.forgotten', { python: forgotten }));
  if (folders.length === 0 && forgotten === undefined) {
    console.log(say('engine.nothingToRemove', { name: engineNames[engine] }));
  }
  return exitCodes.done;
}
