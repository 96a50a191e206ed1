import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const checkout = fileURLToPath(new URL('../../../../../', import.meta.url));
const stamp = z.object({ node: z.string(), codeServer: z.string(), builtInExtensions: z.string() });

/** Where this checkout keeps what was fetched once: data sets and engines. */
export const fetchedBefore = join(checkout, '.convscope');
export const screensFolder = join(checkout, 'docs', 'screens');
/** What a failed test leaves behind to look at; git ignores it. */
export const resultsFolder = join(checkout, '.test-results');

/** The VS Code for tests; installed first if it is not there, which takes a minute. */
export function testVsCode(): z.infer<typeof stamp> {
  execFileSync(process.execPath, [join(checkout, 'scripts', 'vscode-host', 'setup.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return stamp.parse(JSON.parse(readFileSync(join(checkout, '.vscode-host', 'host.json'), 'utf8')));
}

/** The VSIX of this system as `npm run package` made it. */
export function builtVsix(): string {
  const dist = join(checkout, 'packages', 'extension', 'dist');
  const names = existsSync(dist) ? readdirSync(dist) : [];
  const name = names.find((entry) => entry.endsWith('.vsix'));
  if (!name) throw new Error('No VSIX to test. Run: npm run package');
  return join(dist, name);
}

/** Chromium, as Debian's package installs it, or the one that `CHROMIUM` names. */
export function chromiumPath(): string {
  const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(path)) throw new Error(`No browser at ${path}. Run: scripts/vscode-host/debian.sh`);
  return path;
}
