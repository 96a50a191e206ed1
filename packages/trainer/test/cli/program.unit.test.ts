import assert from 'node:assert/strict';
import type { Language } from '@convscope/model';
import type { Command, CommanderError } from 'commander';
import type { CliContext } from '../../src/cli/context.js';
import { convscopeProgram } from '../../src/cli/program.js';
import { sayIn } from '../../src/cli/texts.js';
import { commanderReason } from '../../src/cli/usage-errors.js';

const context = (language: Language): CliContext => ({
  dataFolder: '/nowhere',
  language,
  say: sayIn(language),
  json: false,
});

/** What is said of a command line that does not fit. */
function reason(line: string, language: Language = 'en'): string {
  const program = convscopeProgram(context(language));
  const words = line.split(' ');
  try {
    program.parse(words, { from: 'user' });
  } catch (error) {
    const command = program.commands.find((each) => each.name() === words[0]) ?? program;
    return commanderReason(error as CommanderError, command, sayIn(language));
  }
  return assert.fail('it fits');
}

describe('the command line', () => {
  it('has the commands that scripts rely on', () => {
    const names = convscopeProgram(context('en')).commands.map((command) => command.name());
    const wanted =
      'train resume follow stop evaluate predict inspect summary export pack unpack lessons runs doctor engine cache serve';
    for (const name of wanted.split(' ')) assert.ok(names.includes(name), name);
  });

  it('shows examples in the help of every command, in English and Russian', () => {
    for (const [language, heading] of [
      ['en', 'Examples:'],
      ['ru', 'Примеры:'],
    ] as const) {
      for (const command of all(convscopeProgram(context(language)))) {
        const help = helpOf(command);
        assert.match(
          help,
          new RegExp(`${heading}\n  \\$ convscope ${command.parent ? pathOf(command) : ''}`),
          pathOf(command),
        );
      }
    }
  });

  it('leaves no English words of commander in the Russian help', () => {
    for (const command of leaves(convscopeProgram(context('ru')))) {
      assert.doesNotMatch(
        helpOf(command),
        /Usage|\boptions|Arguments|\bcommand\b|display help|default:|\(choices/i,
      );
    }
  });

  it('says what does not fit, and what was probably meant', () => {
    for (const [line, sentence] of [
      ['trian lenet5', /^there is no command “trian” \(did you mean “train”\?\)$/],
      ['train lenet5 --epoch 3', /^there is no option --epoch \(did you mean “--epochs”\?\)$/],
      [
        'train lenet5 --optimizer adm',
        /^“adm” does not fit --optimizer <name>: one of sgd, .* \(did you mean “adam”\?\)$/,
      ],
      [
        'train lenet5 --epochs 0',
        /^“0” does not fit --epochs <n>: a whole number from 1 to 10000 is expected$/,
      ],
      ['train lenet5 --learning-rate zero', /a number above 0 is expected$/],
      ['train lenet5 --learning-rate 0', /a number above 0 is expected$/],
      ['train lenet5 --decay -1', /a number from 0 up is expected$/],
      ['train lenet5 --momentum 2', /a number from 0 to 1 is expected$/],
      ['train lenet5 --train-range 9-3', /A-B is expected/],
      ['train lenet5 --zoom-range 1.5', /a number below 1 is expected/],
      ['train lenet5 --schedule {', /JSON is expected/],
      ['train lenet5 --save-as ../net.h5', /a file inside the run’s folder is expected/],
      ['train lenet5 --seed', /^--seed <n> needs a value$/],
      ['train', /^<lesson\|model\|script> is missing$/],
      ['train lenet5 cifar10', /^“cifar10” is one word too many$/],
      ['inspect run --test-index 0', /^--layer <name> is needed$/],
    ] as const) {
      assert.match(reason(line), sentence, line);
    }
  });

  it('says so in Russian too, and nothing of it in English', () => {
    for (const line of [
      'trian',
      'train lenet5 --epoch 3',
      'train lenet5 --epochs 0',
      'train lenet5 --train-range x',
      'train lenet5 --momentum 2',
      'train lenet5 --seed',
      'train',
      'train lenet5 cifar10',
      'inspect run',
    ]) {
      const told = reason(line, 'ru');
      assert.match(told, /[а-яё]/i, line);
      assert.doesNotMatch(told, /\b(is|are|argument|option|unknown|required|expected|invalid)\b/, line);
    }
  });
});

/** Every command that does something, and the program itself; those for our own processes left out. */
function leaves(program: Command): Command[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== 'help')
    .flatMap((command) => (command.commands.length > 0 ? leaves(command) : [command]));
}

/** The program, its groups of commands, and the commands. */
const all = (program: Command): Command[] => [program, ...groups(program), ...leaves(program)];

const groups = (program: Command) => program.commands.filter((command) => command.commands.length > 0);

function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

const pathOf = (command: Command): string =>
  command.parent?.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
