// Loaded by mocha: writes what the tests tell of their comparisons into a file, one JSON object a line, with the titles
// of the test.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup.mjs';

let test;
export const mochaHooks = {
  beforeEach() {
    test = this.currentTest;
  },
};

subscribe('convscope.fidelity', (told) => {
  const file = path.relative(root, test.file).replaceAll(path.sep, '/');
  const record = { file, titles: test.titlePath(), told };
  appendFileSync(process.env.CONVSCOPE_FIDELITY_RECORDS, `${JSON.stringify(record)}\n`);
});
