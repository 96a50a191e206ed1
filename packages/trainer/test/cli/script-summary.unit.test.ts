import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { scriptSummary } from '@convscope/model/script';
import { ConvScopeError } from '@convscope/protocol';
import { problemLine } from '../../src/cli/scripts/problem-line.js';
import { readScriptFile } from '../../src/cli/scripts/read-script-file.js';
import { isScriptName } from '../../src/cli/scripts/script-name.js';

describe('readScriptFile', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'convscope-script-'));
  });
  after(() => rm(folder, { recursive: true }));

  const code = 'import keras\nmodel = keras.Sequential([keras.layers.Dense(2, input_shape=(3,))])\n';
  const layers = [{ name: 'dense', class: 'Dense', outputShape: [null, 2], params: 8, line: 2 }];

  it('reads a script', async () => {
    const file = path.join(folder, 'net.py');
    await writeFile(file, code);
    const { models, training, problems } = scriptSummary(await readScriptFile(file));
    assert.deepEqual(models, [{ name: 'sequential', layers, totalParams: 8, trainableParams: 8 }]);
    assert.deepEqual([training, problems], [null, []]);
  });

  it('reads a notebook, with the cell of each layer', async () => {
    const file = path.join(folder, 'net.ipynb');
    await writeFile(file, JSON.stringify({ cells: [{ cell_type: 'code', source: code }] }));
    const { models } = scriptSummary(await readScriptFile(file));
    assert.deepEqual(models[0]?.layers, [{ ...layers[0], cell: 0 }]);
  });

  it('says which file it cannot read', async () => {
    const file = path.join(folder, 'none.ipynb');
    await writeFile(file, '{"cells": "none"}');
    for (const name of [file, path.join(folder, 'missing.py')]) {
      await assert.rejects(
        readScriptFile(name),
        (error) =>
          error instanceof ConvScopeError &&
          error.code === 'model-file-unreadable' &&
          error.message.includes(name),
      );
    }
  });

  it('names the cell and the line of what it does not understand, in the user’s language', async () => {
    const file = path.join(folder, 'open.ipynb');
    await writeFile(
      file,
      JSON.stringify({
        cells: [
          {
            cell_type: 'code',
            source: 'import keras\nnet = keras.Sequential([keras.layers.Dense(units)])\n',
          },
        ],
      }),
    );
    const [problem] = (await readScriptFile(file)).problems;
    assert.ok(problem);
    assert.match(problemLine(file, problem, 'en'), /open\.ipynb\[0\]:2: [^А-я]+$/);
    assert.match(problemLine(file, problem, 'ru'), /open\.ipynb\[0\]:2: .*[А-я]/);
  });

  it('goes by the name', () => {
    assert.deepEqual(['a.py', 'b.IPYNB', 'lenet5', 'c.keras'].map(isScriptName), [true, true, false, false]);
  });
});
