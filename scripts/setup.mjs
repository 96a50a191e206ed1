import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const oldest = [20, 19];

/** Installs the packages of the lock file, unless exactly these are installed already. */
export function installPackages() {
  requireNode();
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  const mark = path.join(root, 'node_modules', '.convscope-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log('Installing the npm packages of package-lock.json (about 200 MB to fetch, once) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(mark, wanted);
}

/** Runs turbo tasks over the packages, silently unless one fails; what is up to date is not built again. */
export function turbo(...tasks) {
  const args = ['--no-install', 'turbo', 'run', ...tasks, '--output-logs=errors-only', '--log-order=grouped'];
  run('npx', args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a command in the checkout; where it fails, this process ends with its exit code. */
export function run(command, args, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    ...options,
  });
  if (error) console.error(`${command}: ${error.message}`);
  if (!error && status === 0) return;
  process.stderr.write(Buffer.concat([stdout ?? Buffer.alloc(0), stderr ?? Buffer.alloc(0)]));
  process.exit(status ?? 1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  console.error(`ConvScope needs Node.js ${oldest.join('.')} or newer, this is ${process.versions.node}.`);
  process.exit(1);
}
