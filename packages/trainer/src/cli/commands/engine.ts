import { Argument, type Command } from 'commander';
import type { InstallableEngine } from '../../engines/install.js';
import type { CliContext } from '../context.js';
import { installEngine, type InstallOptions } from '../engines/install.js';
import { listEngines } from '../engines/list.js';
import { removeEngine } from '../engines/remove.js';
import { finish } from '../finish.js';
import { withExamples } from '../help.js';
import { UsageError } from '../usage-errors.js';
import { values } from '../values.js';

const installable = ['tensorflow', 'webgpu'] as const satisfies InstallableEngine[];

/** `convscope engine list|install|remove`. */
export function addEngineCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const engine = program.command('engine').description(say('about.engine')).helpCommand(false);
  withExamples(engine, say, ['engine list', 'engine install tensorflow', 'engine remove webgpu']);
  const named = () =>
    new Argument('<engine>', say('argument.engine', { known: installable.join(' | ') })).argParser(
      (word: string): InstallableEngine => {
        if (word === 'wasm') throw new UsageError(say('engine.wasmStays'));
        return values(say).choice(installable)(word);
      },
    );

  const list = engine
    .command('list')
    .description(say('about.engine.list'))
    .option('--verify', say('option.verify'), false)
    .option('--json', say('option.json'), false)
    .action((options: { verify: boolean }) => finish(listEngines(options, context)));
  withExamples(list, say, ['engine list', 'engine list --verify --json']);

  const install = engine
    .command('install')
    .description(say('about.engine.install'))
    .addArgument(named())
    .option('--python <path>', say('option.python'))
    .option('-y, --yes', say('option.yesFetch'), false)
    .option('--json', say('option.json'), false)
    .action((id: InstallableEngine, options: InstallOptions) => finish(installEngine(id, options, context)));
  withExamples(install, say, [
    'engine install tensorflow',
    'engine install tensorflow --python .venv',
    'engine install webgpu --yes',
  ]);

  const remove = engine
    .command('remove')
    .description(say('about.engine.remove'))
    .addArgument(named())
    .option('--json', say('option.json'), false)
    .action((id: InstallableEngine) => finish(removeEngine(id, context)));
  withExamples(remove, say, ['engine remove tensorflow']);
}
