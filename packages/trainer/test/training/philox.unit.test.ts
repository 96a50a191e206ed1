import assert from 'node:assert/strict';
import { philox4x32, randomStream } from '../../src/training/philox.js';

describe('philox4x32', () => {
  // The known answers that the paper's authors publish with their library Random123.
  const known = [
    { counter: [0, 0, 0, 0], key: [0, 0], answer: '6627e8d5 e169c58d bc57ac4c 9b00dbd8' },
    {
      counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      key: [0xffffffff, 0xffffffff],
      answer: '408f276d 41c83b0e a20bc7c6 6d5451fd',
    },
    {
      counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      key: [0xa4093822, 0x299f31d0],
      answer: 'd16cfe09 94fdcceb 5001e420 24126ea1',
    },
  ] as const;

  for (const { counter, key, answer } of known) {
    it(`gives ${answer}`, () => {
      const words = philox4x32([...counter], key).map((word) => word.toString(16).padStart(8, '0'));
      assert.equal(words.join(' '), answer);
    });
  }
});

describe('randomStream', () => {
  const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);

  it('repeats itself for the same seed and name', () => {
    assert.deepEqual(take(9, randomStream(7, 'a').uint32), take(9, randomStream(7, 'a').uint32));
  });

  it('differs for another name, another seed and a seed beyond 32 bits', () => {
    const streams = [
      randomStream(7, 'a'),
      randomStream(7, 'b'),
      randomStream(8, 'a'),
      randomStream(2 ** 32 + 7, 'a'),
    ];
    assert.equal(new Set(streams.map((stream) => String(take(4, stream.uint32)))).size, 4);
  });

  it('draws uniform numbers that are float32, at least 0 and below 1, with mean 1/2', () => {
    const numbers = take(10_000, randomStream(1, 'uniform').uniform);
    assert.ok(numbers.every((u) => u >= 0 && u < 1 && Math.fround(u) === u));
    const mean = numbers.reduce((sum, u) => sum + u, 0) / numbers.length;
    assert.ok(Math.abs(mean - 0.5) < 0.01, `mean ${mean}`);
  });

  it('draws each whole number below a limit about equally often', () => {
    const { below } = randomStream(1, 'below');
    const counts = [0, 0, 0];
    for (let i = 0; i < 9_000; i++) counts[below(3)]! += 1;
    assert.ok(
      counts.every((count) => Math.abs(count - 3_000) < 200),
      String(counts),
    );
  });
});
