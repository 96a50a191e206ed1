import assert from 'node:assert/strict';
import * as z from 'zod';
import { optimizerConfig } from '../src/index.js';
import { parse } from '../src/parse.js';

const reason = (schema: z.ZodType, value: unknown): string => {
  try {
    parse(schema, value);
  } catch (error) {
    return (error as { reason: string }).reason;
  }
  return assert.fail('it fits');
};

describe('a value from outside that does not fit', () => {
  it('is told by its field, with what was found and what was expected, in words', () => {
    const schema = z.object({ units: z.number(), layers: z.array(z.string()) });
    assert.equal(reason(schema, { layers: [] }), '“units” is missing, expected a number');
    assert.equal(reason(schema, { units: 3, layers: 'a' }), '“layers” is "a", expected a list');
    assert.equal(reason(schema, [1]), 'the configuration is [1], expected an object');
    assert.equal(
      reason(optimizerConfig, { className: 'Lion' }),
      '“className” is "Lion", expected one of SGD, RMSprop, Adam, AdamW, Adagrad',
    );
  });
});
