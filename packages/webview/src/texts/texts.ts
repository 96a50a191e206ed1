import type { Language } from '@convscope/model';
import { en } from './en.js';
import { ru } from './ru.js';

type Translated<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Translated<T[K]>;
};

/** The panel's words in one language: the English catalogue's shape, so that a missing word does not compile. */
export type Texts = Translated<typeof en>;

export const catalogues: Readonly<Record<Language, Texts>> = { en, ru };
