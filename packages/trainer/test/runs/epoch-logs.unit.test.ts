import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { tell } from '../../../model/test/comparison.js';
import { openCsvLog } from '../../src/runs/csv-log.js';
import { readRecords, scalarRecord } from '../../src/runs/event-file.js';
import { openTensorBoardLog } from '../../src/runs/tensorboard.js';

const oracle = (name: string) => new URL(`../oracle/callbacks/${name}`, import.meta.url);
const logs = z.record(
  z.string(),
  z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity']).transform(Number)]),
);
const keras = z
  .object({ csv_logs: logs.array(), tensorboard_logs: logs.array() })
  .parse(JSON.parse(readFileSync(oracle('callbacks.json'), 'utf8')));

describe('what a run writes of every epoch', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'convscope-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  describe('as CSV', () => {
    const file = () => path.join(folder, 'training.csv');
    const read = () => readFileSync(file(), 'utf8');
    const rows = (...rows: string[]) => rows.map((row) => `${row}\r\n`).join('');

    it('is what Keras’s CSVLogger writes, byte for byte', () => {
      const csv = openCsvLog(file(), 0);
      keras.csv_logs.forEach((logs, epoch) => csv.write(epoch, logs));
      assert.equal(read(), readFileSync(oracle('training.csv'), 'utf8'));
      tell({ what: 'file', found: 'equal byte for byte' });
    });

    it('makes room for a validation that did not happen, as Keras does', () => {
      openCsvLog(file(), 0).write(0, { loss: 1, accuracy: 0.5 });
      assert.equal(read(), rows('epoch,accuracy,loss,val_accuracy,val_loss', '0,0.5,1.0,NA,NA'));
    });

    it('has every epoch once after a resume, also after half a row of a killed process', () => {
      const csv = openCsvLog(file(), 0);
      for (let epoch = 0; epoch < 12; epoch++) csv.write(epoch, { loss: epoch, val_loss: 0 });
      appendFileSync(file(), '12,1.');
      const resumed = openCsvLog(file(), 11);
      resumed.write(11, { loss: 0.5, val_loss: 0 });
      const before = Array.from({ length: 11 }, (_, epoch) => `${epoch},${epoch}.0,0.0`);
      assert.equal(read(), rows('epoch,loss,val_loss', ...before, '11,0.5,0.0'));
    });

    it('keeps its columns after a resume, and begins anew where the file is gone', () => {
      openCsvLog(file(), 0).write(0, { loss: 1, val_loss: 2 });
      openCsvLog(file(), 1).write(1, { accuracy: 0.5, loss: 3, val_loss: 4 });
      assert.equal(read(), rows('epoch,loss,val_loss', '0,1.0,2.0', '1,3.0,4.0'));
      rmSync(file());
      openCsvLog(file(), 2).write(2, { loss: 3, val_loss: 4 });
      assert.equal(read(), rows('epoch,loss,val_loss', '2,3.0,4.0'));
    });

    it('says where it cannot be written', () => {
      assert.throws(() => openCsvLog(path.join(folder, 'nowhere', 'training.csv'), 0), {
        code: 'folder-not-writable',
      });
    });
  });

  describe('for TensorBoard', () => {
    const eventFile = (part: string) => {
      const names = readdirSync(path.join(folder, part));
      assert.equal(names.length, 1);
      assert.match(names[0]!, /^events\.out\.tfevents\.\d+\./);
      return path.join(folder, part, names[0]!);
    };

    it('is what Keras’s TensorBoard callback writes, value by value, byte for byte', () => {
      const board = openTensorBoardLog(folder, 0);
      keras.tensorboard_logs.forEach((logs, epoch) => board.write(epoch, logs, 0.01));
      for (const part of ['train', 'validation']) {
        const [ours, theirs] = [readFileSync(eventFile(part)), readFileSync(oracle(`${part}.tfevents`))];
        const [version, ...values] = recordsOf(theirs);
        assert.match(version!.toString('latin1'), /brain\.Event:2/);
        assert.match(recordsOf(ours)[0]!.toString('latin1'), /brain\.Event:2/);
        assert.deepEqual(recordsOf(ours).slice(1).map(withoutTime), values.map(withoutTime));
      }
      tell({ what: 'file', found: 'equal record for record, but for the times' });
    });

    it('writes checksums, times and steps as TensorFlow does', () => {
      for (const record of recordsOf(readFileSync(oracle('train.tfevents'))).slice(1)) {
        const epoch = record[21] === 0x10 ? 1 : 0;
        const tag = /epoch_(accuracy|loss|learning_rate)/.exec(record.toString('latin1'))![0];
        const logs = { ...keras.tensorboard_logs[epoch], learning_rate: 0.01 };
        const value = logs[tag.slice('epoch_'.length) as 'learning_rate'];
        const wallTime = record.readDoubleLE(13);
        assert.deepEqual(Buffer.from(scalarRecord({ tag, value, step: epoch, wallTime })), record);
      }
    });

    it('has every epoch once after a resume, also after half a value of a killed process', () => {
      const board = openTensorBoardLog(folder, 0);
      const write = (to: typeof board, epoch: number) =>
        to.write(epoch, { loss: epoch, val_loss: epoch }, 0.01);
      for (let epoch = 0; epoch < 200; epoch++) write(board, epoch);
      const whole = readFileSync(eventFile('train'));
      writeFileSync(eventFile('train'), whole.subarray(0, whole.length - 5));
      const resumed = openTensorBoardLog(folder, 150);
      for (let epoch = 150; epoch < 152; epoch++) write(resumed, epoch);
      const steps = (part: string) => [...readRecords(readFileSync(eventFile(part)))].map(({ step }) => step);
      const epochs = Array.from({ length: 152 }, (_, epoch) => epoch);
      assert.deepEqual(steps('validation'), [0, ...epochs]);
      assert.deepEqual(steps('train'), [0, ...epochs.flatMap((epoch) => [epoch, epoch])]);
    });

    it('begins anew where the file is damaged from its start', () => {
      openTensorBoardLog(folder, 0).write(0, { loss: 1 }, 0.01);
      writeFileSync(eventFile('train'), 'damaged');
      openTensorBoardLog(folder, 1).write(1, { loss: 2 }, 0.01);
      assert.match(readFileSync(eventFile('train'), 'latin1'), /brain\.Event:2/);
      assert.equal(recordsOf(readFileSync(eventFile('train'))).length, 3);
    });
  });
});

/** The records of an event file, with their frames. */
function recordsOf(file: Buffer): Buffer[] {
  let from = 0;
  return [...readRecords(file)].map(({ end }) => {
    const record = file.subarray(from, end);
    from = end;
    return record;
  });
}

/** A record's data but for its first field, the time. */
const withoutTime = (record: Buffer) => record.subarray(12 + 9, -4).toString('hex');
