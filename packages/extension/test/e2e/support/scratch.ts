import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostFile, hostFileName, type HostFile } from '@convscope/protocol';
import { fetchedBefore } from './test-vscode.js';

/** The folders of one stage, all inside one that is removed at the end. */
export interface Scratch {
  readonly folder: string;
  /** The workspace that is opened: a folder with one Python file. */
  readonly workspace: string;
  /** ConvScope's data folder; what was fetched before is linked into it. */
  readonly home: string;
  /** The trainer host that was started here; throws if there is none. */
  host(): HostFile;
  /** The folder of the newest run. */
  newestRun(): { runId: string; folder: string };
  /** The processes that train something here. */
  runProcesses(): number[];
  /** Ends every process that was started with this home, and removes all. */
  clear(): Promise<void>;
}

/** @param withEngine Whether a TensorFlow that was fetched before is there; if not, the panel asks. */
export function makeScratch({ withEngine = true } = {}): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'convscope-e2e-'));
  const workspace = join(folder, 'lessons');
  const home = join(folder, 'home');
  for (const made of [workspace, home]) mkdirSync(made);
  writeFileSync(join(workspace, 'network.py'), 'from keras import Sequential\n\nmodel = Sequential()\n');
  for (const shared of ['datasets', ...(withEngine ? ['engines'] : [])]) {
    mkdirSync(join(fetchedBefore, shared), { recursive: true });
    symlinkSync(join(fetchedBefore, shared), join(home, shared), 'dir');
  }
  return {
    folder,
    workspace,
    home,
    host: () => hostFile.parse(JSON.parse(readFileSync(join(home, hostFileName), 'utf8'))),
    newestRun() {
      const runId = readdirSync(join(home, 'runs')).sort().at(-1) ?? '';
      return { runId, folder: join(home, 'runs', runId) };
    },
    runProcesses: () =>
      processesOf(home).filter((pid) => readProcess(pid, 'cmdline').includes('run-process')),
    async clear() {
      await endProcessesOf(home);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The trainer host and its runs are detached on purpose, so they are found by the home in their environment. */
async function endProcessesOf(home: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  let signal: NodeJS.Signals = 'SIGTERM';
  for (;;) {
    const pids = processesOf(home);
    if (pids.length === 0) return;
    for (const pid of pids) end(pid, signal);
    signal = Date.now() < deadline - 5000 ? signal : 'SIGKILL';
    if (Date.now() > deadline) throw new Error(`Processes ${pids.join(', ')} did not end.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Linux only, as the whole ring. */
function processesOf(home: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.map(Number).filter((pid) => readProcess(pid, 'environ').includes(`CONVSCOPE_HOME=${home}`));
}

/** The environment or the arguments of a process; none if it has ended meanwhile, or is not ours to look at. */
function readProcess(pid: number, what: 'environ' | 'cmdline'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
