import assert from 'node:assert/strict';
import { catalogue } from '../src/errors/catalogue.js';
import { reasons } from '../src/errors/reasons.js';
import { ConvScopeError, metricsToJson, render, runEvent, wireError } from '../src/index.js';
import { decodeFrame, encodeFrame } from '../src/socket/index.js';

const diverged = {
  n: 7,
  time: 1,
  type: 'epoch',
  epoch: 0,
  step: 469,
  seconds: 1.5,
  logs: { loss: NaN, accuracy: 0.1, val_loss: Infinity },
};

describe('run events', () => {
  it('survive JSON and CBOR with a loss that is not a number', () => {
    const text = JSON.stringify(diverged, metricsToJson);
    assert.match(text, /"loss":"NaN"/);
    assert.deepEqual(runEvent.parse(JSON.parse(text)), diverged);
    assert.deepEqual(runEvent.parse(decodeFrame(encodeFrame(diverged))), diverged);
  });

  it('are refused when they are not what they say', () => {
    assert.equal(runEvent.safeParse({ ...diverged, n: -1 }).success, false);
    assert.equal(runEvent.safeParse({ ...diverged, type: 'nonsense' }).success, false);
    assert.equal(runEvent.safeParse({ ...diverged, logs: { loss: 'high' } }).success, false);
  });
});

describe('frames', () => {
  it('keep typed arrays', () => {
    const values = Float32Array.of(1.5, -2);
    assert.deepEqual(decodeFrame(encodeFrame({ values })), { values });
  });

  it('throw on what is not CBOR and do not touch Object.prototype', () => {
    assert.throws(() => decodeFrame(Uint8Array.of(0xff, 0xff)));
    const hostile = encodeFrame(JSON.parse('{"__proto__": {"polluted": 1}}'));
    decodeFrame(hostile);
    assert.equal('polluted' in {}, false);
  });
});

describe('errors', () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it('have a sentence in both languages that uses the same arguments', () => {
    for (const [code, text] of Object.entries(catalogue)) {
      assert.deepEqual(names(text.ru), names(text.en), code);
      assert.match(text.ru, /[а-яё]/i, code);
      assert.match(text.en, /[.?]$/, code);
    }
  });

  it('have reasons in both languages, with the same arguments', () => {
    for (const [name, text] of Object.entries(reasons)) {
      assert.deepEqual(names(text.ru), names(text.en), name);
      assert.match(text.ru, /[а-яё]/i, name);
    }
  });

  it('render a reason that has a name in the language of the sentence, any other as it is', () => {
    const args = { file: 'a.npz', reason: 'npz-no-images', name: 'x_train' };
    const error = { code: 'dataset-unreadable', args } as const;
    assert.match(render(error, 'en'), /^a\.npz cannot be used: x_train holds no images\. /);
    assert.match(render(error, 'ru'), /^Файл a\.npz не подходит: в x_train нет изображений\. /);
    assert.match(render({ ...error, args: { ...args, reason: 'toString' } }, 'ru'), /: toString\. /);
  });

  it('carry a clause of package model over the wire, and say it in the language of the sentence', () => {
    const place = { code: 'layer', values: { name: 'c', className: 'Conv2D' } };
    const reason = { code: 'at', values: { place, reason: { code: 'unknown-class', values: {} } } };
    const sent = new ConvScopeError('model-unsupported', { reason }).toWire();
    const error = wireError.parse(JSON.parse(JSON.stringify(sent)));
    assert.match(render(error, 'en'), /: layer “c” \(Conv2D\): ConvScope does not know this class\.$/);
    assert.match(render(error, 'ru'), /: слой «c» \(Conv2D\): такого класса ConvScope не знает\.$/);
    assert.throws(() => wireError.parse({ ...sent, args: { reason: { code: 3, values: {} } } }));
    const deep = `${'{"code":"at","values":{"reason":'.repeat(50_000)}1${'}}'.repeat(50_000)}`;
    assert.equal(
      wireError.safeParse({ ...sent, args: { reason: JSON.parse(deep) as unknown } }).success,
      false,
    );
  });

  it('render with their arguments', () => {
    const error = { code: 'unknown-lesson', args: { lesson: 'x', known: 'lenet5' } } as const;
    assert.equal(render(error, 'en'), 'There is no lesson “x”. Known are: lenet5.');
    assert.equal(render(error, 'ru'), 'Нет урока «x». Известны: lenet5.');
  });
});
