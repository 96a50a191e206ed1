import os from 'node:os';
import path from 'node:path';
import { lessons } from '@convscope/model';
import {
  ConvScopeError,
  dataFolder as dataFolderOf,
  engineId,
  render,
  toWireError,
} from '@convscope/protocol';
import { Command, InvalidArgumentError, Option } from 'commander';
import { runProcessMain } from '../run-process/main.js';
import { version } from '../version.js';
import { serve, type ServeOptions } from './serve.js';
import { sayIn, terminalLanguage } from './texts.js';
import { train, type TrainOptions } from './train.js';

const language = terminalLanguage(process.env);
const say = sayIn(language);
// Absolute: run processes and pip work in folders of their own.
const dataFolder = path.resolve(dataFolderOf({ platform: process.platform, home: home(), env: process.env }));

// A pipe that nobody reads any more, a terminal that was closed: no reason to end with a stack.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const titles: Record<string, string> = {
  'Usage:': say('usage'),
  'Arguments:': say('arguments'),
  'Options:': say('options'),
  'Commands:': say('commands'),
};
const convscope = new Command('convscope')
  .description(say('about'))
  .version(version, '-V, --version', say('option.version'))
  .helpOption('-h, --help', say('option.help'))
  .helpCommand(false)
  .configureHelp({ styleTitle: (title) => titles[title] ?? title })
  .configureOutput({
    outputError: (text, write) => {
      const reason = text
        .replace(/^error: /, '')
        .trim()
        .replace(/\.$/, '');
      write(`${say('error.command', { reason, command: process.argv[2] ?? '' })}\n`);
    },
  });

convscope
  .command('train')
  .description(say('about.train'))
  .argument('<lesson>', lessons.map(({ id }) => id).join(' | '))
  .addOption(
    new Option('--engine <engine>', say('option.engine'))
      .choices(['auto', ...engineId.options])
      .default('auto'),
  )
  .option('--epochs <n>', say('option.epochs'), wholeNumber(1, 10_000))
  .option('--seed <n>', say('option.seed'), wholeNumber(0, 2 ** 32 - 1))
  .option('-y, --yes', say('option.yes'), false)
  .option('--json', say('option.json'), false)
  .action((lesson: string, options: TrainOptions) =>
    finish(train(lesson, options, { dataFolder, say, language })),
  );

convscope
  .command('lessons')
  .description(say('about.lessons'))
  .action(() => {
    for (const { number, id, title, summary } of lessons) {
      console.log(
        say('lesson', {
          number,
          id: id.padEnd(14),
          title: title[language],
          summary: summary[language],
        }),
      );
    }
  });

convscope
  .command('serve')
  .description(say('about.serve'))
  .option('--port <n>', say('option.port'), wholeNumber(0, 65_535), 0)
  .option('--idle-minutes <n>', say('option.idle'), wholeNumber(1, 35_000), 10)
  .option('--json', say('option.json'), false)
  .action((options: ServeOptions) => finish(serve(options, { dataFolder, say })));

// Each run is a process of this program; not for people.
convscope.command('run-process', { hidden: true }).action(() => runProcessMain());

void convscope.parseAsync();

/** Ends the program with the exit code, or with the sentence of what went wrong. */
async function finish(work: Promise<number>): Promise<void> {
  try {
    process.exitCode = await work;
  } catch (error) {
    console.error(render(toWireError(error), language));
    if (!(error instanceof ConvScopeError)) console.error(error);
    process.exitCode = 1;
  }
}

/** A user without an entry in the system's list has no home: containers do this. */
function home(): string {
  try {
    return os.homedir();
  } catch {
    return os.tmpdir();
  }
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(say('error.number', { low, high }));
  };
}
