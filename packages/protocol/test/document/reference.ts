import { trainingConfig } from '@convscope/model';
import type * as z from 'zod';
import { wireError } from '../../src/errors/wire-error.js';
import {
  engineId,
  logs,
  panelHostMethods,
  panelPageMethods,
  runEvent,
  trainerClientMethods,
  trainerMethods,
  type Contract,
} from '../../src/index.js';
import { engineState, panelState, runId, runInfo, weight } from '../../src/methods.js';
import { generalErrors } from '../../src/rpc/contract.js';
import { typeText } from './type-text.js';

/** Values that have a name, in the order of the page. */
const types: Record<string, z.ZodType> = {
  RunId: runId,
  EngineId: engineId,
  EngineState: engineState,
  RunInfo: runInfo,
  Weight: weight,
  Logs: logs,
  WireError: wireError,
  PanelState: panelState,
};
/** What other pages describe, or a section of its own. */
const elsewhere: [unknown, string][] = [
  [runEvent, 'RunEvent'],
  [trainingConfig, 'TrainingConfig'],
];
const names = new Map<unknown, string>([
  ...Object.entries(types).map(([name, type]) => [type, name] as const),
  ...elsewhere,
]);

/** The part of `docs/protocol.md` that is made from the code. */
export function reference(): string {
  return [
    ...section('From a client to the trainer', trainerMethods),
    ...section('From the trainer to a client', trainerClientMethods),
    ...section('From a panel’s page to the extension', panelHostMethods),
    ...section('From the extension to a panel’s page', panelPageMethods),
    '### Errors of any request',
    generalErrors.map(quoted).join(', '),
    '### Values',
    list(Object.entries(types).map(([name, type]) => `${name} — ${quoted(shown(name, type))}`)),
    '### Events of a run',
    list(runEvent.options.map(eventText)),
  ].join('\n\n');
}

function section(title: string, contract: Contract): string[] {
  return [`### ${title}`, ...Object.entries(contract).map(([method, type]) => entry(method, type))];
}

function entry(method: string, type: Contract[string]): string {
  const lines = [`params ${quoted(valueText(type.params))}`];
  if (type.kind === 'request') {
    lines.push(`result ${quoted(valueText(type.result))}`);
    if (type.errors.length > 0) lines.push(`errors ${type.errors.map(quoted).join(', ')}`);
    lines.push(`answered within ${type.timeout / 1000} s`);
  }
  return `**${quoted(method)}** (${type.kind}). ${type.about}\n\n${list(lines)}`;
}

function eventText(option: (typeof runEvent.options)[number]): string {
  const own = Object.entries<z.ZodType>(option.shape).filter(
    ([name]) => !['n', 'time', 'type'].includes(name),
  );
  const fields = own.map(([name, field]) => {
    const isNeeded = !field.safeParse(undefined).success || name === 'model';
    const inner = (field as { unwrap?: () => z.ZodType }).unwrap?.() ?? field;
    return `${name}${isNeeded ? '' : '?'}: ${names.get(inner) ?? typeText(field, names)}`;
  });
  return `${quoted(option.shape.type.value)} — ${quoted(`{ ${fields.join(', ')} }`)}`;
}

/** Where the schema's own text is too long, or JSON Schema has no word for it. */
const spelledOut: Record<string, string> = {
  WireError:
    '{ code: string, args: { [name]: Part } = {} }, Part: string | number | { code: string, values: { [name]: Part } }',
  Logs: '{ [name]: number | NaN | Infinity | -Infinity, or the last three as strings }',
};
const shown = (name: string, type: z.ZodType) => spelledOut[name] ?? typeText(type, names);
const valueText = (type: z.ZodType) => names.get(type) ?? typeText(type, names);
const list = (lines: string[]) => lines.map((line) => `- ${line}`).join('\n');
const quoted = (text: string) => `\`${text}\``;
