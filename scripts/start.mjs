// `npm start`: sets up what is missing, then trains LeNet-5 on all of MNIST with the best engine that this
// machine can have. To start it is to agree that it fetches what it needs; sizes are printed first.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installPackages, root, turbo } from './setup.mjs';

installPackages();
console.log('Building the trainer …');
turbo('build', '--filter=@convscope/trainer');

const program = path.join(root, 'packages', 'trainer', 'dist', 'convscope.cjs');
const child = spawn(process.execPath, [program, 'train', 'lenet5', '--yes', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl+C reaches the child too, which finishes its batch first: its end is ours.
process.on('SIGINT', () => {});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
});
