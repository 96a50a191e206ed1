import { clauseText, type Clause, type Language, type Text } from '@convscope/model';
import { augmentationTexts } from './texts/augmentation.js';
import { lookingTexts } from './texts/looking.js';
import { cacheTexts } from './texts/cache.js';
import { engineTexts } from './texts/engine.js';
import { doctorTexts } from './texts/doctor.js';
import { programTexts } from './texts/program.js';
import { reportTexts } from './texts/report.js';
import { runsTexts } from './texts/runs.js';
import { trainTexts } from './texts/train.js';

/** The language of a terminal: what its locale says (POSIX order), else English. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const locale =
    env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

/** What the command line says, beside the errors of the protocol's catalogue. `{name}` stands for an argument. */
export const texts = {
  ...programTexts,
  ...trainTexts,
  ...augmentationTexts,
  ...reportTexts,
  ...runsTexts,
  ...engineTexts,
  ...doctorTexts,
  ...cacheTexts,
  ...lookingTexts,
} as const satisfies Record<string, Text>;

type TextId = keyof typeof texts;
export type Say = (id: TextId, args?: Record<string, string | number | Clause>) => string;

/** Says things in one language. */
export function sayIn(language: Language): Say {
  return (id, args = {}) =>
    texts[id][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = args[name] ?? whole;
      return typeof value === 'object' ? clauseText(value, language) : String(value);
    });
}
