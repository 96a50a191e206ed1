import { toWireError, type NewRunEvent, type RunEvent } from '@convscope/protocol';
import { EventLog, readEvents } from '../runs/event-log.js';
import { toRunProcess, type FromRunProcess, type RunSpec } from './messages.js';
import { trainRun } from './train-run.js';

/**
 * A run's own process: waits for `start`, trains, writes every event to the log and then tells its parent. It ends
 * after the batch it is at when it is told to stop, and also when its parent is gone: nobody would supervise it.
 */
export function runProcessMain(): void {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.on('disconnect', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  // Ctrl+C in a terminal reaches every process of it; the parent decides what it means.
  process.on('SIGINT', () => {});
  process.on('message', (message) => {
    const parsed = toRunProcess.parse(message);
    if (parsed.type === 'stop') stop();
    else void run(parsed.spec, stopping.signal).finally(leave);
  });
}

async function run(spec: RunSpec, signal: AbortSignal): Promise<void> {
  let next = 0;
  try {
    const events = await readEvents(spec.folder);
    next = events.length;
    await runWithLog(spec, events, new EventLog(spec.folder, next), signal);
  } catch (error) {
    // Where not even the log can be opened, the parent still learns why.
    console.error(error);
    tellParent({ type: 'event', event: { n: next, time: Date.now(), ...endOf(error) } });
  }
}

async function runWithLog(
  spec: RunSpec,
  events: RunEvent[],
  log: EventLog,
  signal: AbortSignal,
): Promise<void> {
  const emit = (event: NewRunEvent) => {
    const appended = log.append(event);
    tellParent({ type: 'event', event: appended });
    return appended;
  };
  try {
    const end = await trainRun({ spec, events, log, emit, signal });
    emit({ type: 'ended', ...end });
  } catch (error) {
    console.error(error);
    const end = endOf(error);
    try {
      emit(end);
    } catch (unwritten) {
      // The disk may be full: whoever follows learns the end all the same.
      console.error(unwritten);
      tellParent({ type: 'event', event: log.number(end) });
    }
  } finally {
    log.close();
  }
}

function endOf(error: unknown): NewRunEvent {
  const wire = toWireError(error);
  return wire.code === 'cancelled'
    ? { type: 'ended', state: 'stopped', seconds: 0 }
    : { type: 'ended', state: 'failed', error: wire, seconds: 0 };
}

function tellParent(message: FromRunProcess): void {
  // Without a parent the log is enough.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

/** How long (ms) what hangs on, such as a request that nobody waits for, may keep the process from ending. */
const leavingPatience = 2000;

/** Lets the last messages go out and ends. */
function leave(): void {
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(), leavingPatience).unref();
}
