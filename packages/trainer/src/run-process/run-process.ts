import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { runLogName, type NewRunEvent, type RunEvent } from '@convscope/protocol';
import { EventLog, readEvents } from '../runs/event-log.js';
import type { PreparedRun } from '../runs/prepare-run.js';
import { FollowedLog, type RunLog } from '../runs/run-log.js';
import { claimRun } from '../runs/run-owner.js';
import { writeError } from '../runs/write-error.js';
import { fromRunProcess, type ToRunProcess } from './messages.js';

/** The trainer's own entry file, of which every run is a process of its own. */
export const thisProgram = () => process.argv[1] ?? '';

/**
 * One run in a process of its own: a native crash or a lack of memory ends this run and nothing else. Whatever
 * happens to the process, the log ends with an `ended` event.
 */
export class RunProcess implements RunLog {
  readonly folder: string;
  readonly runId: string;
  /** The events so far, by number. */
  readonly events: RunEvent[];
  /** Ends, never rejects, when the process is gone and its log is complete. */
  readonly ended: Promise<void>;
  /** Each with what takes it off the log that is followed after this process has ended. */
  private readonly listeners = new Map<() => void, (() => void) | undefined>();
  private afterwards: FollowedLog | undefined;
  private readonly child: ChildProcess;
  private killed = false;

  /** Throws `run-busy` where a process trains the run already, `disk-full`, `folder-not-writable`. */
  constructor({ folder, recipe, spec, events }: PreparedRun, program: string) {
    this.folder = folder;
    this.runId = recipe.runId;
    this.events = [...events];
    let child: ChildProcess | undefined;
    try {
      claimRun(folder, recipe.runId, () => (child = startProcess(folder, program)).pid);
    } catch (error) {
      child?.kill('SIGKILL');
      throw error;
    }
    this.child = child!;
    this.child.on('message', (message) => {
      const parsed = fromRunProcess.safeParse(message);
      if (parsed.success) this.add(parsed.data.event);
    });
    this.ended = new Promise((resolve) => {
      let over = false;
      const end = (reason: string) => {
        if (over) return;
        over = true;
        void this.closeLog(reason)
          .then(() => this.followOn())
          .then(resolve);
      };
      this.child.once('error', (error) => end(error.message));
      this.child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    });
    this.send({ type: 'start', spec });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Called after each new event, also when another process resumes the run. Returns what takes the listener off. */
  onDidAppend(listener: () => void): () => void {
    this.listeners.set(listener, this.afterwards?.onDidAppend(listener));
    return () => {
      this.listeners.get(listener)?.();
      this.listeners.delete(listener);
    };
  }

  /** Asks for a gentle end: the batch is finished, a snapshot and a checkpoint are kept. */
  stop(): void {
    this.send({ type: 'stop' });
  }

  /** Ends the process at once; what it was at is lost. The run counts as stopped. */
  kill(): void {
    this.killed = true;
    this.child.kill('SIGKILL');
  }

  private send(message: ToRunProcess): void {
    // The process may be gone already; its `exit` says so.
    if (this.child.connected) this.child.send(message, () => {});
  }

  private add(event: RunEvent): void {
    if (event.n !== this.events.length) return;
    this.events.push(event);
    for (const listener of this.listeners.keys()) listener();
  }

  private followOn(): void {
    const log = new FollowedLog(this.folder, this.events);
    this.afterwards = log;
    for (const listener of this.listeners.keys()) this.listeners.set(listener, log.onDidAppend(listener));
  }

  private async closeLog(reason: string): Promise<void> {
    // What was written and could not be told any more.
    const written = await readEvents(this.folder).catch(() => []);
    for (const event of written.slice(this.events.length)) this.add(event);
    if (this.events.at(-1)?.type === 'ended') return;
    const end: NewRunEvent = this.killed
      ? { type: 'ended', state: 'stopped', seconds: 0 }
      : { type: 'ended', state: 'failed', error: { code: 'run-crashed', args: { reason } }, seconds: 0 };
    try {
      // Not into the log of a process that has gone on with the run already.
      claimRun(this.folder, this.runId, () => {
        const log = new EventLog(this.folder, this.events.length);
        this.add(log.append(end));
        log.close();
        return undefined;
      });
    } catch {
      // The disk may be the very reason; whoever follows learns the end all the same.
      this.add({ n: this.events.length, time: Date.now(), ...end });
    }
  }
}

function startProcess(folder: string, program: string): ChildProcess {
  const file = path.join(folder, runLogName);
  let log: number;
  try {
    log = openSync(file, 'a', 0o600);
  } catch (error) {
    throw writeError(error, file);
  }
  try {
    return fork(program, ['run-process'], {
      serialization: 'advanced',
      stdio: ['ignore', log, log, 'ipc'],
    });
  } finally {
    closeSync(log);
  }
}
