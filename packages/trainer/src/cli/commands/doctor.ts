import { engineNames } from '@convscope/protocol';
import type { Command } from 'commander';
import { chosenOf, examine, type EngineFindings, type Finding } from '../../doctor/examine.js';
import type { PythonFacts } from '../../engines/tensorflow/inspect-python.js';
import { thisProgram } from '../../run-process/run-process.js';
import { version } from '../../version.js';
import type { CliContext } from '../context.js';
import { engineAdvice } from '../doctor/advice.js';
import { findingLines } from '../doctor/report.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { jsonLine } from '../run-lines.js';
import { untilSignal } from '../until-signal.js';

/** `convscope doctor`: what this computer has and lacks for training, and what to do about it. */
export function addDoctorCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('doctor')
    .description(say('about.doctor'))
    .option('--json', say('option.json'), false)
    .action(() => finish(untilSignal(context, (signal) => doctor(context, signal))));
  withExamples(command, say, ['doctor', 'doctor --json']);
}

/** Tells each finding as it comes. Returns the exit code: 0 if an engine works. */
async function doctor(context: CliContext, signal: AbortSignal): Promise<number> {
  const { dataFolder, say, json } = context;
  let python: PythonFacts | null = null;
  const engines: EngineFindings[] = [];
  if (!json) console.log(`${say('doctor.title', { version, folder: dataFolder })}\n`);
  for await (const finding of examine({ dataFolder, program: thisProgram(), signal })) {
    if (finding.type === 'python') ({ python } = finding);
    if (finding.type === 'engine') {
      if (!json && engines.length === 0) console.log(`\n${say('doctor.engines')}`);
      engines.push(finding.engine);
    }
    if (json) process.stdout.write(jsonLine(asJson(finding, python, context)));
    else for (const line of findingLines(finding, python, context)) console.log(line);
  }
  const chosen = chosenOf(engines);
  if (json) {
    process.stdout.write(jsonLine({ type: 'end', status: chosen ? 'finished' : 'failed', engine: chosen }));
  } else {
    console.log(`\n${chosen ? say('doctor.choice', { name: engineNames[chosen] }) : say('doctor.noEngine')}`);
  }
  return chosen ? exitCodes.done : exitCodes.failed;
}

/** One object: `type`, and what was found beside it; of an engine also what to do about it, in sentences. */
function asJson(finding: Finding, python: PythonFacts | null, context: CliContext): object {
  switch (finding.type) {
    case 'machine':
      return { type: 'machine', version, dataFolder: context.dataFolder, ...finding.machine };
    case 'cache':
      return { type: 'cache', ...finding.cache };
    case 'python':
      return { type: 'python', found: finding.python !== null, ...finding.python };
    case 'npm':
      return { type: 'npm', ...finding.npm };
    case 'engine':
      return { type: 'engine', ...finding.engine, advice: engineAdvice(finding.engine, python, context) };
  }
}
