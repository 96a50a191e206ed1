import type { Language } from '@convscope/model';
import * as vscode from 'vscode';
import { lensesOf } from './lenses.js';
import { rangeOf } from './ranges.js';
import { isOn, onDidChangeSetting } from './settings.js';
import type { Sources } from './sources.js';
import { showSummary } from './summaries.js';

/** Over each model: its summary, and how large it is. The line is there as long as the model, so nothing jumps. */
export function provideCodeLenses(
  sources: Sources,
  { selector, language }: { selector: vscode.DocumentSelector; language: Language },
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!isOn('codeLens', document)) return [];
      const found = await sources.describe(document, token);
      if (found === undefined) return undefined;
      return lensesOf(found.description, { language, cell: found.source.cell }).flatMap((lens) => {
        const range = rangeOf(lens.place);
        const summary = {
          title: lens.summary,
          command: showSummary,
          arguments: [document.uri, lens.index],
        };
        return [
          new vscode.CodeLens(range, summary),
          new vscode.CodeLens(range, { title: lens.figures, command: '' }),
        ];
      });
    },
  };
  return vscode.Disposable.from(
    changed,
    sources.onDidChange(() => changed.fire()),
    onDidChangeSetting('codeLens', () => changed.fire()),
    vscode.languages.registerCodeLensProvider(selector, provider),
  );
}
