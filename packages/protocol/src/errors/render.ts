import type { Language } from '@convscope/model';
import { catalogue } from './catalogue.js';
import type { WireError } from './wire-error.js';

/** The sentence for the user, in their language. */
export function render(error: WireError, language: Language): string {
  return catalogue[error.code][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in error.args ? String(error.args[name]) : whole,
  );
}
