import { engineNames, render } from '@convscope/protocol';
import { describeEngines, type EngineReport } from '../../engines/describe.js';
import type { CliContext } from '../context.js';
import { exitCodes } from '../finish.js';
import { megabytes } from '../report.js';
import { jsonLine } from '../run-lines.js';
import { untilSignal } from '../until-signal.js';

/** `convscope engine list`: one line an engine, the fastest first. */
export function listEngines({ verify }: { verify: boolean }, context: CliContext): Promise<number> {
  return untilSignal(context, async (signal) => {
    const reports = await describeEngines(context.dataFolder, { verify, signal });
    for (const report of reports) {
      process.stdout.write(context.json ? jsonLine(report) : `${asText(report, context)}\n`);
    }
    return exitCodes.done;
  });
}

function asText(report: EngineReport, context: CliContext): string {
  const { say, language } = context;
  const { engine, state, version = '', usedBy = [], error } = report;
  const facts = [
    say(`engine.state.${state}`),
    whereabouts(report, context),
    ...(usedBy.length > 0 ? [say('engine.usedBy', { pids: usedBy.join(', ') })] : []),
  ].filter((fact) => fact !== '');
  const line = `${engine.padEnd(10)}  ${`${engineNames[engine]} ${version}`.trim().padEnd(17)}  ${facts.join(' · ')}`;
  return error ? `${line}\n            ${render(error, language)}` : line;
}

function whereabouts(report: EngineReport, { say }: CliContext): string {
  const { engine, state, source, folder = '', python = '', diskBytes = 0, fetchBytes = 0 } = report;
  if (state === 'can-be-fetched') {
    return say('engine.toFetch', { size: megabytes(say, fetchBytes), engine });
  }
  switch (source) {
    case 'built-in':
      return say('engine.builtIn');
    case 'python':
      return say('engine.ofPython', { python });
    case 'fetched':
      return say('engine.inFolder', { size: megabytes(say, diskBytes), folder });
    default:
      return '';
  }
}
