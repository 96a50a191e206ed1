import { appendFileSync, mkdirSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Logs } from '@convscope/protocol';
import { fileVersionRecord, readRecords, scalarRecord } from './event-file.js';
import { writeError } from './write-error.js';

/** Name of the folder in the run's folder; what TensorBoard's `--logdir` wants. */
export const tensorBoardFolderName = 'tensorboard';

/** Keras's TensorBoard callback: `epoch_loss`, `epoch_accuracy`, `epoch_learning_rate` in `train` and `validation`. */
export interface TensorBoardLog {
  /**
   * @param epoch from 0: the step in the diagrams
   * @param learningRate that of the next update
   * @throws ConvScopeError `disk-full`, `folder-not-writable`
   */
  write(epoch: number, logs: Logs, learningRate: number): void;
}

/**
 * Opens the diagrams of a run, new or to go on with: values of epochs that are trained again are taken off, and so is
 * half a value of a killed process. TensorBoard may read along.
 * @param epochsDone how many epochs lie behind the training; 0 starts anew
 * @throws ConvScopeError `disk-full`, `folder-not-writable`
 */
export function openTensorBoardLog(folder: string, epochsDone: number): TensorBoardLog {
  const train = openEventFile(path.join(folder, 'train'), epochsDone);
  const validation = openEventFile(path.join(folder, 'validation'), epochsDone);

  return {
    write(epoch, logs, learningRate) {
      const isValidation = (name: string) => name.startsWith('val_');
      const measured = Object.entries(logs);
      const rate: [string, number] = ['learning_rate', learningRate];
      train.write(epoch, [...measured.filter(([name]) => !isValidation(name)), rate]);
      validation.write(
        epoch,
        measured
          .filter(([name]) => isValidation(name))
          .map(([name, value]) => [name.slice('val_'.length), value]),
      );
    },
  };
}

/** The event file of a folder. It is made with its first value, as in Keras: a folder without values is no run. */
function openEventFile(folder: string, epochsDone: number) {
  let file = found(folder);
  let kept = 0;
  if (file !== undefined) {
    const existing = file;
    attempt(existing, () => {
      kept = keptBytes(readFileSync(existing), epochsDone);
      truncateSync(existing, kept);
    });
  }

  return {
    write(epoch: number, values: [name: string, value: number][]) {
      if (values.length === 0) return;
      const wallTime = Date.now() / 1000;
      const target = (file ??= path.join(folder, newFileName(wallTime)));
      const records = values.map(([name, value]) =>
        scalarRecord({ tag: `epoch_${name}`, value, step: epoch, wallTime }),
      );
      if (kept === 0) records.unshift(fileVersionRecord(wallTime));
      attempt(target, () => {
        mkdirSync(folder, { recursive: true });
        appendFileSync(target, Buffer.concat(records));
      });
      kept ||= records[0]!.length;
    },
  };
}

const filePrefix = 'events.out.tfevents.';

const newFileName = (wallTime: number) => `${filePrefix}${Math.floor(wallTime)}.${os.hostname()}.v2`;

function found(folder: string): string | undefined {
  try {
    const name = readdirSync(folder).find((file) => file.startsWith(filePrefix));
    return name && path.join(folder, name);
  } catch {
    // No such folder: nothing was written yet.
    return undefined;
  }
}

/** Up to the first value of an epoch that is trained again. */
function keptBytes(file: Uint8Array, epochsDone: number): number {
  if (epochsDone === 0) return 0;
  let kept = 0;
  for (const { end, step } of readRecords(file)) {
    if (step >= epochsDone) break;
    kept = end;
  }
  return kept;
}

function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw writeError(error, file);
  }
}
