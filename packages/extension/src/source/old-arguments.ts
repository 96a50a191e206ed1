import type { Language } from '@convscope/model';
import type { Finding } from './findings.js';

/** `SGD(lr=…)`, as optimizers were written before Keras 3, which refuses it. */
const optimizerWithOldRate =
  /\b(?:SGD|RMSprop|Adagrad|Adadelta|Adam|AdamW|Adamax|Nadam|Ftrl)\s*\((?:[^()#]|\([^()]*\))*?\b(lr)\s*=(?!=)/dg;

/** Arguments by names that Keras no longer takes. `text` is one script, or one cell of a notebook. */
export function oldArguments(
  text: string,
  { language, cell }: { language: Language; cell?: number },
): Finding[] {
  return [...text.matchAll(optimizerWithOldRate)].flatMap((match) => {
    const [start, end] = match.indices?.[1] ?? [];
    if (start === undefined || end === undefined) return [];
    const before = text.slice(0, start).split('\n');
    const line = before.length;
    const column = before.at(-1)?.length ?? 0;
    const place = { line, column, endLine: line, endColumn: column + end - start };
    const message =
      language === 'ru'
        ? 'Keras 3 называет это «learning_rate» и не принимает «lr»'
        : 'Keras 3 calls this “learning_rate” and refuses “lr”';
    return [
      {
        place: cell === undefined ? place : { ...place, cell },
        message,
        severity: 'hint',
        code: 'old-argument',
        name: 'lr',
      },
    ];
  });
}
