import { appendFileSync, readFileSync, truncateSync } from 'node:fs';
import type { Logs } from '@convscope/protocol';
import { writeError } from './write-error.js';

/** Name of the file in the run's folder. */
export const csvLogName = 'training.csv';

/** Keras's CSVLogger: `epoch,accuracy,loss,val_accuracy,val_loss`, one row an epoch. */
export interface CsvLog {
  /** @param epoch from 0 @throws ConvScopeError `disk-full`, `folder-not-writable` */
  write(epoch: number, logs: Logs): void;
}

const lineEnd = '\r\n';

/**
 * Opens the table of a run, new or to go on with: rows of epochs that are trained again are taken off, and so is half
 * a row of a killed process.
 * @param epochsDone how many epochs lie behind the training; 0 starts anew
 * @throws ConvScopeError `disk-full`, `folder-not-writable`
 */
export function openCsvLog(file: string, epochsDone: number): CsvLog {
  const kept = epochsDone === 0 ? '' : keptRows(read(file), epochsDone);
  let columns = kept === '' ? undefined : kept.slice(0, kept.indexOf(lineEnd)).split(',');
  attempt(file, () => {
    appendFileSync(file, '', { mode: 0o600 });
    truncateSync(file, Buffer.byteLength(kept));
  });

  return {
    write(epoch, logs) {
      const header = columns === undefined;
      columns ??= ['epoch', ...columnsOf(logs)];
      const row = columns.map((name) => (name === 'epoch' ? String(epoch) : cell(logs[name])));
      const lines = [...(header ? [columns.join(',')] : []), row.join(',')];
      attempt(file, () => appendFileSync(file, lines.map((line) => line + lineEnd).join('')));
    },
  };
}

/** Header and whole rows of the epochs before `epochsDone`. */
function keptRows(text: string, epochsDone: number): string {
  const [header, ...rows] = text.split(lineEnd).slice(0, -1);
  if (!header?.startsWith('epoch,')) return '';
  const again = rows.findIndex((row) => !(Number.parseInt(row, 10) < epochsDone));
  return [header, ...(again === -1 ? rows : rows.slice(0, again))].map((row) => row + lineEnd).join('');
}

/** In Keras's order; where nothing was validated, Keras still makes room for it. */
function columnsOf(logs: Logs): string[] {
  const names = Object.keys(logs).sort();
  const validated = names.some((name) => name.startsWith('val_'));
  return validated ? names : [...names, ...names.map((name) => `val_${name}`)];
}

/** A number as Python writes it: `1.0`, `1e-05`, `nan`. */
function cell(value: number | undefined): string {
  if (value === undefined) return 'NA';
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  // Both write the fewest digits that read back as the same number; they differ in when they use an exponent.
  const [digits, power] = value.toExponential().split('e') as [string, string];
  const exponent = Number(power);
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Somebody has taken it away: it begins anew, with the epochs to come.
    return '';
  }
}

function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw writeError(error, file);
  }
}
