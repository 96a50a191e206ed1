// Makes a Python environment with real Keras in .convscope/keras, once for each requirements.txt, and prints the
// path of its Python: `node scripts/keras/setup.mjs`. Needs Python 3.11 or newer with venv, and 250 MB to fetch.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup.mjs';

const requirements = path.join(import.meta.dirname, 'requirements.txt');
const folder = path.join(root, '.convscope', 'keras');
const mark = path.join(folder, 'requirements.sha256');
const python = pythonIn(folder);

const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) install();
console.log(python);

function install() {
  console.error('Installing real Keras for the tests into .convscope/keras (250 MB to fetch, once) …');
  const system = process.platform === 'win32' ? 'python' : 'python3';
  requirePython(system);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  run(system, ['-m', 'venv', folder], 'On Debian and Ubuntu: apt-get install python3-venv.');
  run(
    python,
    [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'],
      ...['--only-binary=:all:', '-r', requirements],
    ],
    'Check the network, and that pip reaches a package index (pip config list).',
  );
  // Last and in one move, so that half an environment is never taken for a whole one.
  writeFileSync(`${mark}.new`, wanted);
  renameSync(`${mark}.new`, mark);
}

function requirePython(system) {
  const { stdout } = spawnSync(system, ['-c', 'import sys; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  const [major, minor] = (stdout ?? '').split(' ').map(Number);
  if (major === 3 && minor >= 11) return;
  const found = stdout ? `“${system}” is Python ${major}.${minor}` : `there is no “${system}”`;
  stop(
    `The tests compare with real Keras and need Python 3.11 or newer for it; ${found}. Install Python with venv.`,
  );
}

function run(command, args, advice) {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) stop(`“${command} ${args.slice(0, 3).join(' ')} …” failed. ${advice}`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

function pythonIn(environment) {
  return process.platform === 'win32'
    ? path.join(environment, 'Scripts', 'python.exe')
    : path.join(environment, 'bin', 'python');
}
