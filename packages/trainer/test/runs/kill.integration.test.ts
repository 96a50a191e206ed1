import assert from 'node:assert/strict';
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { RunEvent } from '@convscope/protocol';
import type { RunProcess } from '../../src/run-process/run-process.js';
import { readNewestCheckpoint } from '../../src/runs/checkpoints.js';
import { readEvents } from '../../src/runs/event-log.js';
import type { PreparedRun } from '../../src/runs/prepare-run.js';
import { resumeRun } from '../../src/runs/resume-run.js';
import { openRun } from '../../src/runs/run-folder.js';
import { randomStream } from '../../src/training/philox.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';
import {
  frequent,
  prepareShortRun,
  program,
  resultOf,
  runToEnd,
  shortTraining,
  writeSlice,
} from '../support/short-run.js';

/** `npm run torture -- --kills 200` sets another number. */
const kills = Number(process.env['CONVSCOPE_KILLS'] ?? 20);
const seed = Number(process.env['CONVSCOPE_KILL_SEED'] ?? 1);
/** Epochs that a run of this many kills does not end before. */
const epochs = 3 * kills;

describe('a run whose process is killed', () => {
  let home: ScratchHome;
  let data: string;
  /** Of its own: a build in the middle of it would make other numbers. */
  let copied: string;
  before(async () => {
    home = scratchHome();
    copied = path.join(home.dataFolder, 'program', path.basename(program));
    cpSync(path.dirname(program), path.dirname(copied), { recursive: true });
    data = await writeSlice(home.dataFolder);
  });
  after(() => home.remove());

  it(`at ${kills} random moments opens each time, goes on, and ends with the bits of one that was left alone`, async function () {
    this.timeout(60_000 + kills * 10_000);
    const config = shortTraining(data, epochs);
    const whole = await runToEnd(await prepareShortRun(home.dataFolder, config), undefined, copied);
    const expected = await resultOf(whole);
    assert.equal(whole.events.at(-1)?.type, 'ended');

    const { uniform } = randomStream(seed, 'kills');
    let prepared: PreparedRun = await prepareShortRun(home.dataFolder, config);
    const { folder } = prepared;
    for (let kill = 1; kill <= kills; kill++) {
      // One in five before its first batch, the others in the middle of batches, validations and checkpoints.
      const first = uniform() < 0.2 ? 'phase' : 'batch';
      const wait = uniform() * 300;
      let isStruck = false;
      const strike = (event: RunEvent, { pid }: RunProcess) => {
        if (isStruck || event.type !== first) return;
        isStruck = true;
        void setTimeout(wait).then(() => process.kill(pid!, 'SIGKILL'));
      };
      const run = await runToEnd(prepared, strike, copied);
      const end = run.events.at(-1);
      assert.ok(
        end?.type === 'ended' && end.error?.code === 'run-crashed',
        `kill ${kill}: ${JSON.stringify(end)}`,
      );
      const events = await readEvents(folder);
      assert.deepEqual(events, run.events, `kill ${kill}`);
      await readNewestCheckpoint(folder, events.length);
      prepared = frequent(await resumeRun(home.dataFolder, await openRun(folder), { fetchEngine: false }));
    }
    const last = await runToEnd(prepared, undefined, copied);
    assert.deepEqual(await resultOf(last), expected);
    const left = readdirSync(path.join(folder, 'checkpoints'));
    assert.equal(left.length, 2, left.join());
  });
});
