import assert from 'node:assert/strict';
import { duration } from '../src/texts/duration.js';
import { numbersFor } from '../src/texts/numbers.js';
import { catalogues } from '../src/texts/texts.js';

const { en, ru } = catalogues;

/** Every word of a catalogue; functions are asked with plain arguments. */
function words(catalogue: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue) as [string, unknown][]) {
    if (typeof value === 'object' && value) {
      for (const [inner, text] of words(value, `${key}.`)) found.set(inner, text);
    } else {
      const text =
        typeof value === 'function' ? (value as (...args: unknown[]) => string)(5, 'Ⓐ', 'Ⓑ', 'Ⓒ') : value;
      found.set(prefix + key, text as string);
    }
  }
  return found;
}

describe('the words', () => {
  it('are the same in both languages, each said and none empty', () => {
    assert.deepEqual([...words(ru).keys()].sort(), [...words(en).keys()].sort());
    for (const [key, text] of [...words(en), ...words(ru)]) assert.ok(text.length > 0, key);
  });

  it('use the same arguments in both languages', () => {
    const inRussian = words(ru);
    for (const [key, text] of words(en))
      for (const argument of ['Ⓐ', 'Ⓑ', 'Ⓒ'])
        assert.equal(inRussian.get(key)!.includes(argument), text.includes(argument), `${key} ${argument}`);
  });

  it('are translated: Russian ones are written in Russian', () => {
    const same = new Set(['notYet']);
    for (const [key, text] of words(ru)) if (!same.has(key)) assert.match(text, /[а-яё]/i, key);
  });

  it('have the form that goes with the number', () => {
    const filters = (count: number) => ru.numFilters(count, String(count)).split(' ')[1];
    assert.deepEqual([1, 2, 5, 11, 21, 22, 25].map(filters), [
      'фильтр',
      'фильтра',
      'фильтров',
      'фильтров',
      'фильтр',
      'фильтра',
      'фильтров',
    ]);
    assert.equal(en.threads(1, '1'), '1 thread');
    assert.equal(en.threads(2, '2'), '2 threads');
    assert.equal(ru.threads(4, '4'), '4 потока');
    assert.equal(ru.moments(11, '11'), '11 моментов');
    assert.equal(ru.plan(469, '469', ru.numEpochs(1, '1')), '1 эпоха по 469 пакетов');
    assert.equal(ru.flattenArithmetic(5882, '…', '5 882'), '… = 5 882 числа.');
  });
});

describe('numbers', () => {
  const english = numbersFor('en');
  const russian = numbersFor('ru');

  it('are written as the language writes them', () => {
    assert.equal(english.whole(60_000), '60,000');
    assert.equal(russian.whole(60_000), '60\u00a0000');
    assert.equal(russian.fixed(0.252, 2), '0,25');
    assert.equal(english.significant(0.0123456), '0.0123');
    assert.equal(english.significant(6836.4), '6,836');
  });

  it('have a real minus, and no minus before zero', () => {
    assert.equal(english.fixed(-0.123, 2), '−0.12');
    assert.equal(english.fixed(-0.001, 2), '0.00');
  });

  it('have a thin space before %', () => {
    assert.equal(english.percent(0.9238), '92.4\u2009%');
    assert.equal(russian.percent(0.9238), '92,4\u2009%');
  });

  it('name what is not finite', () => {
    assert.deepEqual(
      [Number.NaN, Infinity, -Infinity].map((value) => english.fixed(value, 3)),
      ['NaN', '∞', '−∞'],
    );
  });

  it('are short however large or small', () => {
    assert.equal(english.fixed(1.2345e30, 3), '1.23e30');
    assert.equal(russian.fixed(-2e9, 3), '−2e9');
    assert.equal(english.significant(0.00000015, 2), '1.5e−7');
  });

  it('give sizes in megabytes', () => {
    assert.equal(english.megabytes(274e6), '274 MB');
    assert.equal(russian.megabytes(11.6e6), '11,6 МБ');
  });
});

describe('durations', () => {
  const say = (seconds: number) => duration(seconds, en, numbersFor('en'));
  it('are as exact as is useful', () => {
    assert.deepEqual([9.3, 9, 12.4, 130, 3900].map(say), ['9.3 s', '9 s', '12 s', '2 min 10 s', '1 h 5 min']);
  });
});
