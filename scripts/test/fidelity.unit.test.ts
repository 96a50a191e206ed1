import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup.mjs';
import { fidelityDocument, tableText } from '../fidelity/document.mjs';
import { sections, testFiles } from '../fidelity/sections.mjs';

describe('docs/fidelity.md', () => {
  it('is made of tests that exist', () => {
    for (const file of testFiles) assert.ok(existsSync(path.join(root, file)), file);
  });

  it('has every section', () => {
    const text = readFileSync(path.join(root, 'docs', 'fidelity.md'), 'utf8');
    for (const { heading } of sections) assert.ok(text.includes(`\n## ${heading}\n`), heading);
  });

  it('shows in a row the comparison that is nearest to its tolerance, what was found, and how much', () => {
    const record = (title: string, ...told: object[]) => ({ file: '', titles: ['suite', title], told });
    const losses = { what: 'losses', over: '40 steps' };
    const text = tableText({ file: '', of: 'trace', row: /^through (\S+)/, count: 'tests' }, [
      record('through lenet5', { ...losses, difference: 0.012345, tolerance: 1 }),
      record('through lenet5 again', { ...losses, difference: 1.2345e-7, tolerance: 2e-7 }),
      record('through a|b', { what: 'text', found: 'equal' }),
    ]);
    assert.deepEqual(text.split('\n'), [
      '| trace | tests | losses | text |',
      '| --- | --: | --- | --- |',
      '| lenet5 | 2 | 1.2e-7 ≤ 2e-7 (40 steps) | – |',
      '| a\\|b | 1 | – | equal |',
    ]);
  });

  it('is not written where a table would be empty', async () => {
    await assert.rejects(fidelityDocument([]), /No test filled the table “network”/);
  });
});
