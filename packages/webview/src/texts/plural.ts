import type { Language } from '@convscope/model';

/** The forms that English and Russian need: 1 слой, 2 слоя, 5 слоёв; fractions take `other`. */
export interface PluralForms {
  one: string;
  few?: string;
  many?: string;
  other: string;
}

/** Picks the form that goes with a count, by the language's own rules. */
export function pluralFor(language: Language): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => {
    const category = rules.select(count);
    const form = category === 'zero' || category === 'two' ? undefined : forms[category];
    return form ?? forms.other;
  };
}
