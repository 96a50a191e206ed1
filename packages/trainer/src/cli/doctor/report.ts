import { engineNames } from '@convscope/protocol';
import type { CacheFacts } from '../../doctor/cache.js';
import type { EngineFindings, Finding } from '../../doctor/examine.js';
import type { MachineFacts } from '../../doctor/machine.js';
import type { NpmFacts } from '../../doctor/npm.js';
import type { PythonFacts } from '../../engines/tensorflow/inspect-python.js';
import type { CliContext } from '../context.js';
import { megabytes } from '../report.js';
import type { Say } from '../texts.js';
import { cacheAdvice, engineAdvice, machineAdvice, npmAdvice } from './advice.js';

/** A finding as lines of text; advice stands below what it is about, marked with an arrow. */
export function findingLines(finding: Finding, python: PythonFacts | null, context: CliContext): string[] {
  switch (finding.type) {
    case 'machine':
      return [...machineLines(finding.machine, context), ...arrows(machineAdvice(finding.machine, context))];
    case 'cache':
      return [...cacheLines(finding.cache, context), ...arrows(cacheAdvice(finding.cache, context))];
    case 'python':
      return [row('Python', pythonText(finding.python, context))];
    case 'npm':
      return [row('npm', npmText(finding.npm, context)), ...arrows(npmAdvice(finding.npm, context))];
    case 'engine':
      return [engineLine(finding.engine, context), ...arrows(engineAdvice(finding.engine, python, context))];
  }
}

const nameWidth = 10;
const row = (name: string, text: string) => `  ${name.padEnd(nameWidth)} ${text}`;
const arrows = (sentences: readonly string[]) =>
  sentences.map((sentence) => `  ${''.padEnd(nameWidth)} → ${sentence}`);

const gigabytes = (say: Say, bytes: number) =>
  say('gigabytes', { n: (bytes / 1e9).toFixed(bytes < 1e11 ? 1 : 0) });

function machineLines(machine: MachineFacts, { say }: CliContext): string[] {
  const { platform, cpu, memory, node, disk } = machine;
  const freeOf = ({ free, total }: { free: number; total: number }) =>
    say('doctor.freeOf', { free: gigabytes(say, free), total: gigabytes(say, total) });
  return [
    row(say('doctor.computer'), say('doctor.cpu', { platform, model: cpu.model, cores: cpu.cores })),
    row(say('doctor.memory'), freeOf(memory)),
    row(say('doctor.disk'), disk ? freeOf(disk) : say('doctor.unknown')),
    row('Node.js', `${node.version} (${node.program})`),
  ];
}

function cacheLines({ items, runs }: CacheFacts, { say }: CliContext): string[] {
  const fetched = items
    .filter(({ kind }) => kind !== 'leftovers')
    .map(({ name, bytes }) => `${name} ${megabytes(say, bytes)}`);
  const { count, bytes } = runs;
  return [
    row(say('doctor.cache'), fetched.join(' · ') || say('doctor.nothing')),
    row(
      say('doctor.runs'),
      count === 0 ? say('doctor.none') : say('doctor.runsOf', { count, size: megabytes(say, bytes) }),
    ),
  ];
}

function pythonText(python: PythonFacts | null, { say }: CliContext): string {
  if (python === null) return say('doctor.none');
  const { version, program, pip, tensorflow } = python;
  const own =
    tensorflow === undefined
      ? say('doctor.noTensorFlow')
      : tensorflow.usable
        ? `TensorFlow ${tensorflow.version}`
        : say('doctor.unfit', { version: tensorflow.version });
  return [`${version} (${program})`, pip === undefined ? say('doctor.noPip') : `pip ${pip}`, own].join(' · ');
}

function npmText({ registry, proxy, reachable }: NpmFacts, { say }: CliContext): string {
  const answer = say(reachable ? 'doctor.answers' : 'doctor.silent', { registry });
  return `${answer} · ${proxy === undefined ? say('doctor.noProxy') : say('doctor.proxy', { proxy })}`;
}

function engineLine(engine: EngineFindings, { say, language }: CliContext): string {
  const { facts, samplesPerSecond, state, version = '' } = engine;
  const name = `${engineNames[engine.engine]} ${facts?.version ?? version}`.trim();
  const mark = facts ? (facts.software ? '!' : '✓') : '–';
  if (!facts) return `  ${mark} ${name.padEnd(20)} ${say(`engine.state.${state}`)}`;
  const rate = samplesPerSecond && say('doctor.rate', { rate: rounded(samplesPerSecond, language) });
  const threads = say('doctor.threads', { threads: facts.threads });
  return `  ${mark} ${name.padEnd(20)} ${[facts.device, threads, rate].filter(Boolean).join(' · ')}`;
}

const rounded = (rate: number, language: string) =>
  rate.toLocaleString(language, { maximumFractionDigits: rate < 10 ? 1 : 0 });
