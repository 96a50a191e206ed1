import type { Language } from '@convscope/model';
import { sentenceText, type ScriptProblem } from '@convscope/model/script';

/** What was not understood of a script, where a compiler would say it: `net.py:12: …`, `net.ipynb[3]:2: …`. */
export function problemLine(file: string, { place, problem }: ScriptProblem, language: Language): string {
  const cell = place.cell === undefined ? '' : `[${place.cell}]`;
  return `${file}${cell}:${place.line}: ${sentenceText(problem, language)}`;
}
