import { clauseText, type Language } from '@convscope/model';
import { catalogue } from './catalogue.js';
import { reasons } from './reasons.js';
import type { ErrorArgs, WireError } from './wire-error.js';

/** The sentence for the user, in their language. */
export function render({ code, args }: WireError, language: Language): string {
  const { reason } = args;
  const clause = typeof reason === 'string' ? renderReason(reason, args, language) : undefined;
  return fill(catalogue[code][language], clause === undefined ? args : { ...args, reason: clause }, language);
}

/** A clause of `reasons` by its name; any other reason is a clause itself, and stays as it is. */
export function renderReason(reason: string, args: ErrorArgs, language: Language): string {
  const known: Partial<Record<string, (typeof reasons)[keyof typeof reasons]>> = reasons;
  const text = Object.hasOwn(reasons, reason) ? known[reason] : undefined;
  return text === undefined ? reason : fill(text[language], args, language);
}

/** A clause of package `model` among the arguments is said in the same language. */
function fill(text: string, args: ErrorArgs, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(args, name)) return whole;
    const value = args[name] ?? '';
    return typeof value === 'object' ? clauseText(value, language) : String(value);
  });
}
