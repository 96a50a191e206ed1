import type { Command, CommanderError } from 'commander';
import { suggest } from './suggest.js';
import type { Say } from './texts.js';

/** What a user typed does not fit. Its message is a clause without a full stop, in the user's language. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `convscope engine list`. */
export function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

/**
 * What commander (14) found wrong with a command line, as a clause in the user's language, with what was probably
 * meant. Commander says it in English only; its code and the words that it quotes are what we take from it.
 */
export function commanderReason(error: CommanderError, command: Command, say: Say): string {
  const [first = '', second = ''] = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  switch (error.code) {
    case 'commander.unknownOption':
      return meant(say('error.unknownOption', { option: first }), suggest(first, optionsOf(command)), say);
    case 'commander.unknownCommand':
      return meant(say('error.unknownCommand', { name: first }), suggest(first, commandsOf(command)), say);
    case 'commander.missingArgument':
      return say('error.missingArgument', { name: first });
    case 'commander.optionMissingArgument':
      return say('error.missingValue', { option: first });
    case 'commander.missingMandatoryOptionValue':
      return say('error.missingOption', { option: first });
    case 'commander.excessArguments':
      return say('error.excessArguments', { name: command.args.at(-1) ?? '' });
    case 'commander.invalidArgument': {
      const why = error.message.replace(/^.*? is invalid(?: for argument '[^']*')?\./s, '').trim();
      const isOption = error.message.includes('option ');
      return say(
        'error.invalid',
        isOption ? { option: first, value: second, why } : { option: `<${second}>`, value: first, why },
      );
    }
    default:
      return error.message.replace(/^error: /, '').replace(/\.$/, '');
  }
}

const meant = (sentence: string, word: string | undefined, say: Say) =>
  word === undefined ? sentence : say('error.didYouMean', { sentence, word });

const optionsOf = (command: Command) => [
  ...command.options.flatMap(({ long, short }) => [long, short].filter((flag) => flag !== undefined)),
  '--help',
];

const commandsOf = (command: Command) =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((each) => each.name());
