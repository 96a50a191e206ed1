import assert from 'node:assert/strict';
import { lessonById } from '@convscope/model';
import { findingsOf } from '../../src/source/findings.js';
import { hintsOf } from '../../src/source/hints.js';
import { lensesOf } from '../../src/source/lenses.js';
import { describeSource } from './support.js';

const config = lessonById('lenet5')!.model;
const describe_ = (text: string) => describeSource(text, 'config');

describe('configurations of models as JSON', () => {
  it('are explained as the script would be that made them', async () => {
    const text = JSON.stringify(config, null, 2);
    const description = await describe_(text);
    const labels = hintsOf(description, { language: 'en' }).map(({ label }) => label);
    assert.equal(labels.length, 8);
    assert.equal(labels[2], '→ (None, 23, 23, 16) · 2,416 params');
    const [lens] = lensesOf(description, { language: 'en' });
    assert.deepEqual([lens?.place.line, lens?.figures], [1, '8 layers · 545,546 parameters']);
  });

  it('name each layer where its class is', async () => {
    const text = JSON.stringify(config, null, 2);
    const lines = text.split('\n');
    for (const { line, layers } of hintsOf(await describe_(text), { language: 'en' }))
      assert.ok(
        lines[line - 1]?.includes(`"class_name": "${layers[0]?.layer.className ?? ''}"`),
        lines[line - 1],
      );
  });

  it('mark the layer that does not fit', async () => {
    const text = JSON.stringify(config, null, 2).replace(/("kernel_size": \[\s*)5(,\s*)5/g, '$150$250');
    const [finding, ...others] = findingsOf(await describe_(text), { language: 'en' });
    assert.equal(others.length, 0);
    assert.match(finding?.message ?? '', /window of 50×50 does not fit/);
    const [russian] = findingsOf(await describe_(text), { language: 'ru' });
    assert.match(russian?.message ?? '', /^Слой «.+» \(Conv2D\): окно 50×50 не помещается/);
    assert.match(text.split('\n')[finding!.place.line - 1] ?? '', /"class_name": "Conv2D"/);
  });

  it('are left alone where they are no models, or not yet whole', async () => {
    await assert.rejects(describe_('{"class_name": "Dense", "config": {}}'));
    const half = JSON.stringify(config, null, 2).slice(0, 400);
    assert.deepEqual(hintsOf(await describe_(half), { language: 'en' }), []);
  });
});
