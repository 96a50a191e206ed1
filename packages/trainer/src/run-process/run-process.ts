import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { runLogName, type NewRunEvent, type RunEvent } from '@convscope/protocol';
import { EventLog, readEvents } from '../runs/event-log.js';
import type { RunLog } from '../runs/run-log.js';
import { writeOwner } from '../runs/run-owner.js';
import { fromRunProcess, type RunSpec, type ToRunProcess } from './messages.js';

/** The trainer's own entry file, of which every run is a process of its own. */
export const thisProgram = () => process.argv[1] ?? '';

/**
 * One run in a process of its own: a native crash or a lack of memory ends this run and nothing else. Whatever
 * happens to the process, the log ends with an `ended` event.
 */
export class RunProcess implements RunLog {
  /** The events so far, by number. */
  readonly events: RunEvent[] = [];
  /** Ends, never rejects, when the process is gone and its log is complete. */
  readonly ended: Promise<void>;
  private readonly listeners = new Set<() => void>();
  private readonly child: ChildProcess;
  private killed = false;

  constructor(
    private readonly folder: string,
    spec: RunSpec,
    program: string,
  ) {
    const log = openSync(path.join(folder, runLogName), 'a', 0o600);
    this.child = fork(program, ['run-process'], {
      serialization: 'advanced',
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    try {
      if (this.child.pid !== undefined) writeOwner(folder, this.child.pid);
    } catch (error) {
      this.child.kill('SIGKILL');
      throw error;
    }
    this.child.on('message', (message) => {
      const parsed = fromRunProcess.safeParse(message);
      if (parsed.success) this.add(parsed.data.event);
    });
    this.ended = new Promise((resolve) => {
      let over = false;
      const end = (reason: string) => {
        if (over) return;
        over = true;
        void this.closeLog(reason).then(resolve);
      };
      this.child.once('error', (error) => end(error.message));
      this.child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`));
    });
    this.send({ type: 'start', spec });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Called after each new event. Returns what takes the listener off. */
  onDidAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Asks for a gentle end: the batch is finished and a snapshot kept. */
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
    for (const listener of this.listeners) listener();
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
      const log = new EventLog(this.folder, this.events.length);
      this.add(log.append(end));
      log.close();
    } catch {
      // The disk may be the very reason; whoever follows learns the end all the same.
      this.add({ n: this.events.length, time: Date.now(), ...end });
    }
  }
}
