import { render } from '@convscope/protocol';
import type { CacheFacts } from '../../doctor/cache.js';
import { adviceFor, type EngineAdvice, type EngineFindings } from '../../doctor/examine.js';
import { neededNode, type MachineFacts } from '../../doctor/machine.js';
import type { NpmFacts } from '../../doctor/npm.js';
import type { PythonFacts } from '../../engines/tensorflow/inspect-python.js';
import type { CliContext } from '../context.js';
import { megabytes } from '../report.js';

/** Bytes that a training of the lessons may take in memory. */
const neededMemory = 1e9;
/** Bytes of all data sets and engines, with room to unpack them. */
const neededDisk = 2.5e9;

/** What to do about the computer itself, one sentence each. */
export function machineAdvice({ node, memory, disk }: MachineFacts, { say }: CliContext): string[] {
  return [
    ...(node.newEnough ? [] : [say('doctor.advice.node', { version: node.version, needed: neededNode })]),
    ...(memory.free >= neededMemory
      ? []
      : [say('doctor.advice.memory', { needed: megabytes(say, neededMemory) })]),
    ...(!disk || disk.free >= neededDisk
      ? []
      : [say('doctor.advice.disk', { needed: megabytes(say, neededDisk) })]),
  ];
}

export function cacheAdvice({ items }: CacheFacts, { say }: CliContext): string[] {
  const left = items.filter(({ kind }) => kind === 'leftovers');
  const bytes = left.reduce((sum, item) => sum + item.bytes, 0);
  return left.length === 0 ? [] : [say('doctor.advice.leftovers', { size: megabytes(say, bytes) })];
}

export const npmAdvice = ({ reachable, reason = '' }: NpmFacts, { say }: CliContext): string[] =>
  reachable ? [] : [say('doctor.advice.npm', { reason })];

/** What to do about an engine, one sentence each; nothing where it works. */
export function engineAdvice(
  engine: EngineFindings,
  python: PythonFacts | null,
  context: CliContext,
): string[] {
  return adviceFor(engine, python).map((advice) => sentence(advice, context));
}

function sentence(advice: EngineAdvice, { say, language }: CliContext): string {
  switch (advice.kind) {
    case 'error':
      return render(advice.error, language);
    case 'fetch':
      return say(`doctor.advice.fetch.${advice.engine}`, { size: megabytes(say, advice.bytes) });
    case 'python-first':
      return say('doctor.advice.pythonFirst');
    case 'own-unfit':
      return say(advice.tooOld ? 'doctor.advice.tooOld' : 'doctor.advice.doesNotLoad', {
        version: advice.version,
        python: advice.python,
        reason: advice.reason,
      });
  }
}
