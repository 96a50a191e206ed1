import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The backend picks one of its three files by what the processor can do; this one is there in every copy. */
const probe = 'tfjs-backend-wasm.wasm';

/**
 * Where the backend's `.wasm` files lie: beside the program when it is bundled, else in the installed package.
 * The one place that knows.
 */
export function wasmFolder(): string {
  const program = realpathSync(process.argv[1] ?? '.');
  const beside = path.dirname(program);
  if (existsSync(path.join(beside, probe))) return beside;
  const main = createRequire(program).resolve('@tensorflow/tfjs-backend-wasm');
  return path.dirname(main);
}
