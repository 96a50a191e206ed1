import type { Language } from '@convscope/model';
import { metricsToJson, render, type Logs, type RunEvent } from '@convscope/protocol';

/** One line of `--json`; numbers that JSON has not are written `"NaN"`, `"Infinity"`, `"-Infinity"`. */
export const jsonLine = (value: object) => `${JSON.stringify(value, metricsToJson)}\n`;

/**
 * Turns the events of a run into what `--json` prints, one object each: the event with its `logs` (`loss`, `accuracy`,
 * `val_loss`, …) beside its other fields. The last one is `end`: `status`, `test_loss`, `test_accuracy` and any other
 * metric of the test set, `run` (the folder), and where it failed `error` with its code and sentence.
 */
export function runLines(options: { folder: string; language: Language }): (event: RunEvent) => object {
  let test: Logs = {};
  return (event) => {
    switch (event.type) {
      case 'batch':
      case 'epoch':
        return spread(event);
      case 'evaluated':
        test = event.logs;
        return spread(event);
      case 'resumed':
        test = {};
        return event;
      case 'ended':
        return {
          n: event.n,
          time: event.time,
          type: 'end',
          status: event.state,
          ...Object.fromEntries(Object.entries(test).map(([metric, value]) => [`test_${metric}`, value])),
          seconds: event.seconds,
          run: options.folder,
          ...(event.error && {
            error: { code: event.error.code, message: render(event.error, options.language) },
          }),
        };
      default:
        return event;
    }
  };
}

function spread({ logs, ...event }: { logs: Logs }): object {
  return { ...event, ...logs };
}
