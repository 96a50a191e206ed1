import type { Command } from 'commander';
import { cacheKinds, takeInventory, type CacheItem, type CacheKind } from '../../cache/inventory.js';
import { removeItem } from '../../cache/remove.js';
import { askYesNo, canAsk } from '../ask.js';
import type { CliContext } from '../context.js';
import { exitCodes, finish } from '../finish.js';
import { withExamples } from '../help.js';
import { megabytes } from '../report.js';
import { jsonLine } from '../run-lines.js';
import { UsageError } from '../usage-errors.js';
import { values } from '../values.js';

/** `convscope cache`: shows what was fetched, where it lies and how large it is; `cache clean` takes it away. */
export function addCacheCommand(program: Command, context: CliContext): void {
  const { say } = context;
  const command = program
    .command('cache')
    .description(say('about.cache'))
    .option('--json', say('option.json'), false)
    .action(() => finish(show(context)));
  withExamples(command, say, ['cache', 'cache clean', 'cache clean leftovers --yes']);

  const clean = command
    .command('clean')
    .description(say('about.cache.clean'))
    .argument('[kind]', say('argument.cacheKind'), values(say).choice(cacheKinds))
    .option('-y, --yes', say('option.yes.clean'), false)
    .option('--json', say('option.json'), false)
    .action((kind: CacheKind | undefined, { yes }: { yes: boolean }) => finish(cleanUp(kind, yes, context)));
  withExamples(clean, say, ['cache clean', 'cache clean data', 'cache clean leftovers --yes']);
}

async function show(context: CliContext): Promise<number> {
  print(await takeInventory(context.dataFolder), context);
  return exitCodes.done;
}

/** What is in use stays, and the exit code says that not all was done. */
async function cleanUp(kind: CacheKind | undefined, yes: boolean, context: CliContext): Promise<number> {
  const { dataFolder, say, json } = context;
  const items = (await takeInventory(dataFolder)).filter((item) => kind === undefined || item.kind === kind);
  const [free, used] = [items.filter(isFree), items.filter((item) => !isFree(item))];
  for (const { name, usedBy } of used) console.error(say('cache.inUse', { name, pid: usedBy.join(', ') }));
  const size = megabytes(say, totalBytes(free));

  if (free.length > 0 && !yes) {
    if (json || !canAsk()) throw new UsageError(say('cache.needsYes'));
    print(free, context);
    if (!(await askYesNo(say('cache.ask', { size }), say))) {
      console.log(say('cache.kept'));
      return exitCodes.done;
    }
  }
  for (const item of free) {
    await removeItem(item);
    if (json) process.stdout.write(jsonLine({ ...item, removed: true }));
  }
  if (!json)
    console.log(free.length > 0 ? say('cache.deleted', { size }) : say('cache.none', { folder: dataFolder }));
  return used.length > 0 ? exitCodes.failed : exitCodes.done;
}

const isFree = ({ usedBy }: CacheItem) => usedBy.length === 0;
const totalBytes = (items: readonly CacheItem[]) => items.reduce((sum, { bytes }) => sum + bytes, 0);

function print(items: readonly CacheItem[], { say, json, dataFolder }: CliContext): void {
  if (json) {
    for (const item of items) process.stdout.write(jsonLine(item));
    return;
  }
  if (items.length === 0) {
    console.log(say('cache.none', { folder: dataFolder }));
    return;
  }
  const rows = items.map(
    (item) => [megabytes(say, item.bytes), say(`cache.${item.kind}`), item.path] as const,
  );
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  for (const [size, kind, at] of rows)
    console.log(`${size.padStart(width(0))}  ${kind.padEnd(width(1))}  ${at}`);
  console.log(say('cache.total', { size: megabytes(say, totalBytes(items)), folder: dataFolder }));
}
