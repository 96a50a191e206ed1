import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ConvScopeError } from '@convscope/protocol';

/** The backend picks one of its three files by what the processor can do; this one is there in every copy. */
const probe = 'tfjs-backend-wasm.wasm';

/**
 * Where the backend's `.wasm` files lie: beside the program when it is bundled, else in the installed package.
 * The one place that knows.
 * @throws ConvScopeError `engine-not-available` where they are in neither
 */
export function wasmFolder(): string {
  const program = realpathSync(process.argv[1] ?? '.');
  const beside = path.dirname(program);
  if (existsSync(path.join(beside, probe))) return beside;
  try {
    return path.dirname(createRequire(program).resolve('@tensorflow/tfjs-backend-wasm'));
  } catch (cause) {
    throw new ConvScopeError(
      'engine-not-available',
      { engine: 'wasm', reason: 'engine-no-files', place: beside },
      { cause },
    );
  }
}
