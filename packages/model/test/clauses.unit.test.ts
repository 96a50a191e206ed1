import assert from 'node:assert/strict';
import { describeModel, ModelError } from '../src/index.js';
import { clause, clauses, clauseText } from '../src/problems/clause.js';
import { containers } from '../src/problems/containers.js';
import { bounds, expectations, fields } from '../src/problems/fields.js';
import { files } from '../src/problems/files.js';
import { networks } from '../src/problems/networks.js';

describe('what stands in the way of reading a network', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it('has a clause in both languages, with the same arguments and no full stop', () => {
    for (const [code, { en, ru }] of Object.entries(clauses)) {
      assert.deepEqual(names(ru), names(en), code);
      if (!['at', 'field-wrong'].includes(code)) assert.match(ru.replace(/\{\w+\}/g, ''), /[а-яё«]/i, code);
      assert.doesNotMatch(en + ru, /\.$/, code);
      assert.doesNotMatch(ru, /[“”]/, code);
    }
  });

  it('has a code of its own', () => {
    const parts = [networks, fields, expectations, bounds, files, containers];
    const codes = parts.flatMap((part) => Object.keys(part));
    assert.equal(new Set(codes).size, codes.length);
  });

  it('is said to its end in the language that is asked for', () => {
    const conv2d = { class_name: 'Conv2D', config: { name: 'c', filters: 1, kernel_size: 9 } };
    assert.equal(
      said([conv2d]),
      'слой «c» (Conv2D): окно 9×9 не помещается во вход 8×8; уменьшите окно или шаги перед ним либо задайте padding "same"',
    );
    assert.equal(said(undefined), 'модель: «layers» — отсутствует, ожидался список слоёв');
    assert.equal(
      said([{ class_name: 'Dense', config: { name: 'd', units: 1.5 } }]),
      'модель: слой «d» (Dense): «units» — 1.5, ожидалось целое число от 1',
    );
    assert.equal(
      said([{ class_name: 'Lambda', config: { name: 'l' } }]),
      'модель: слой «l» (Lambda): такого класса ConvScope не знает',
    );
  });

  it('leaves no English in any sentence of a field', () => {
    for (const wrong of [null, -1, 1.5, 'a', [], [1, [2]], {}, true]) {
      for (const field of ['filters', 'kernel_size', 'strides', 'padding', 'use_bias', 'groups', 'name']) {
        const config = { name: 'c', filters: 1, kernel_size: 3, [field]: wrong };
        const text = said([{ class_name: 'Conv2D', config }]);
        assert.doesNotMatch(text, /expected|missing|invalid|a list|an object/i, `${field}: ${text}`);
      }
    }
  });

  it('keeps values that look like codes or places as they are', () => {
    const odd = clause('layer', { name: '{className}', className: 'missing' });
    assert.equal(clauseText(odd, 'ru'), 'слой «{className}» (missing)');
  });

  it('of a code that only a newer version knows is its code', () => {
    assert.equal(clauseText({ code: 'toString', values: {} }, 'ru'), 'toString');
  });
});

/** The Russian clause of a Sequential with an input of 8×8; nothing if it can be read. */
function said(layers: unknown): string {
  const config = { name: 'm', build_input_shape: [null, 8, 8, 1], layers };
  try {
    describeModel({ class_name: 'Sequential', config });
  } catch (error) {
    if (error instanceof ModelError) return error.render('ru');
    throw error;
  }
  return '';
}
