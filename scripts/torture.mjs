// Kills a short run at random moments, resumes it each time, and compares its end with that of a run left alone:
//   npm run torture -- --kills 200 [--seed N]
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from './setup.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
for (const [name, value] of Object.entries(values)) {
  if (/^\d{1,10}$/.test(value)) continue;
  console.error(`--${name} wants a whole number; received “${value}”.`);
  process.exit(2);
}
console.log(`${values.kills} kills, seed ${values.seed}`);
const build = spawnSync('npx', ['turbo', 'run', 'build', '--filter=@convscope/trainer'], {
  cwd: root,
  stdio: 'inherit',
});
if (build.status !== 0) process.exit(1);
process.env.CONVSCOPE_KILLS = values.kills;
process.env.CONVSCOPE_KILL_SEED = values.seed;
run(process.execPath, [
  path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
  '--config=.mocharc.json',
  '--exit',
  'packages/trainer/test/runs/kill.integration.test.ts',
]);
