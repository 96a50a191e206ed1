import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tell } from '../../../model/test/comparison.js';
import { convscope } from '../support/convscope.js';
import { scratchHome, type ScratchHome } from '../support/scratch-home.js';

const folder = fileURLToPath(new URL('../../../model/test/oracle/damaged/', import.meta.url));
const readable = ['damaged.json', 'good.h5', 'good.keras', 'nan-weights.h5'];
const damaged = readdirSync(folder).filter((name) => !readable.includes(name));

describe('the command line, given a damaged model file', function () {
  this.timeout(60_000);
  let home: ScratchHome;
  before(() => (home = scratchHome()));
  after(() => home.remove());

  for (const name of damaged) {
    it(`says what is wrong with ${name}`, async () => {
      const file = path.join(folder, name);
      const { code, lines, stderr } = await convscope(home.dataFolder, ['summary', file]);
      assert.deepEqual([code, lines], [1, []], stderr);
      assert.ok(stderr.startsWith(`${file} cannot be read as a model: `), stderr);
      assert.match(stderr, /^.+[^.]\.\n$/, 'one sentence, or some, on one line');
      assert.doesNotMatch(stderr, /undefined|\[object|at .*\.c?js:\d/);
      tell({ what: 'ConvScope says', found: stderr.trim().replace(folder, '') });
    });
  }
});
