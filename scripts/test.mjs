// `npm test`: sets up what is missing, then checks types and style and runs the unit tests (seconds).
import { installPackages, run, turbo } from './setup.mjs';

installPackages();
console.log('Checking types and style …');
turbo('typecheck', 'typecheck:root', 'lint', 'lint:root');
run('npx', ['--no-install', 'prettier', '--check', '--log-level=warn', '.']);
run('npx', ['--no-install', 'knip', '--no-progress']);
run(process.execPath, ['scripts/ring.mjs', 'unit']);
