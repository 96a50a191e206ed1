import { Command, CommanderError, Help } from 'commander';
import { version } from '../version.js';
import type { CliContext } from './context.js';
import type { Say } from './texts.js';

/** The program without its commands: what `--help` and errors look like, for all of them. */
export function createProgram({ say }: CliContext): Command {
  const titles: Record<string, string> = {
    'Usage:': say('usage'),
    'Arguments:': say('arguments'),
    'Options:': say('options'),
    'Commands:': say('commands'),
  };
  const defaults = new Help();
  const inLanguage = (usage: string) =>
    usage.replace('[options]', say('usage.options')).replace('[command]', say('usage.command'));
  return (
    new Command('convscope')
      .description(say('about'))
      .version(version, '-V, --version', say('option.version'))
      .helpOption('-h, --help', say('option.help'))
      .helpCommand(false)
      .configureHelp({
        styleTitle: (title) => titles[title] ?? title,
        commandUsage: (command) => inLanguage(defaults.commandUsage(command)),
        subcommandTerm: (command) => inLanguage(defaults.subcommandTerm(command)),
        optionDescription: (option) => described(option.description, option.defaultValue, say),
      })
      // Every error is told once, by whoever runs the program, in the user's language.
      .configureOutput({ outputError: () => {} })
      .exitOverride((error) => {
        throw error;
      })
  );
}

/** Shows below the help of a command, and of no command below it, how it is called. */
export function withExamples(command: Command, say: Say, examples: readonly string[]): Command {
  const lines = examples.map((example) => `  $ convscope ${example}`);
  return command.addHelpText('after', `\n${say('examples')}\n${lines.join('\n')}`);
}

/** Whether commander has only printed its help or the version. Without a command it is help that nobody asked for. */
export function isHelp(error: unknown): error is CommanderError {
  return error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help');
}

function described(description: string, defaultValue: unknown, say: Say): string {
  return typeof defaultValue === 'string' || typeof defaultValue === 'number'
    ? `${description} (${say('default', { value: defaultValue })})`
    : description;
}
