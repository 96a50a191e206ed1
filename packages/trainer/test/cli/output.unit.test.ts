import assert from 'node:assert/strict';
import type { WriteStream } from 'node:tty';
import { terminalOutput } from '../../src/cli/output.js';

describe('a terminal', () => {
  it('draws the longest form of a line that it has room for, over the one before, and cuts what never fits', () => {
    let written = '';
    const stream = { columns: 10, write: (text: string) => (written += text) } as unknown as WriteStream;
    const output = terminalOutput(stream);
    output.transient('a form that is too long', 'this fits', 'short');
    output.transient('neither this one fits', 'nor does that');
    output.line('done');
    assert.equal(written, '\r\u001B[Kthis fits\r\u001B[Knor does \r\u001B[Kdone\n');
  });

  it('that does not know its width is taken for a usual one, not for none', () => {
    let written = '';
    const stream = { columns: 0, write: (text: string) => (written += text) } as unknown as WriteStream;
    terminalOutput(stream).transient('batch 3/40 · loss 2.1');
    assert.match(written, /batch 3\/40 · loss 2\.1$/);
  });
});
