import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  panelHostMethods,
  panelPageMethods,
  protocolVersions,
  trainerClientMethods,
  trainerMethods,
} from '../../src/index.js';
import { reference } from './reference.js';

const file = new URL('../../../../docs/protocol.md', import.meta.url);
const [begin, end] = ['<!-- made from the code: begin -->', '<!-- made from the code: end -->'];

describe('docs/protocol.md', () => {
  it('says what the code says (CONVSCOPE_WRITE_DOCS=1 writes it anew)', () => {
    const page = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
    const [before, after] = [page.indexOf(begin), page.indexOf(end)];
    assert.ok(before > 0 && after > before, 'the page has the place where the reference stands');
    const wanted = `${page.slice(0, before)}${begin}\n\n${reference()}\n\n${page.slice(after)}`;
    if (process.env['CONVSCOPE_WRITE_DOCS']) writeFileSync(file, wanted);
    else assert.equal(page, wanted);
  });

  it('names the versions that are spoken', () => {
    const { oldest, newest } = protocolVersions;
    assert.ok(readFileSync(file, 'utf8').includes(`This ConvScope speaks versions ${oldest} to ${newest}.`));
  });

  it('has a sentence on every method', () => {
    const all = { ...trainerMethods, ...trainerClientMethods, ...panelHostMethods, ...panelPageMethods };
    for (const [method, { about }] of Object.entries(all)) assert.match(about, /[.?]$/, method);
  });
});
