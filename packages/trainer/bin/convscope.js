#!/usr/bin/env node
// npm links this file at install time, before anything is built: it must exist in the checkout.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const bundle = fileURLToPath(new URL('../dist/convscope.cjs', import.meta.url));
if (!existsSync(bundle)) {
  console.error('convscope is not built yet. Run "npm run build" in the checkout first.');
  process.exit(1);
}
createRequire(import.meta.url)(bundle);
