import type { Language } from '@convscope/model';
import * as vscode from 'vscode';
import { hintsOf, type Hint } from './hints.js';
import { hoverText } from './hover-text.js';
import { isOn, onDidChangeSetting } from './settings.js';
import type { Sources } from './sources.js';

class LayerHint extends vscode.InlayHint {
  constructor(
    position: vscode.Position,
    readonly hint: Hint,
  ) {
    super(position, hint.label);
    this.paddingLeft = true;
  }
}

/** At the end of each layer's line: what it makes of its input, and its parameters. */
export function provideInlayHints(
  sources: Sources,
  { selector, language }: { selector: vscode.DocumentSelector; language: Language },
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.InlayHintsProvider<LayerHint> = {
    onDidChangeInlayHints: changed.event,
    async provideInlayHints(document, range, token) {
      if (!isOn('hints', document)) return [];
      const found = await sources.describe(document, token);
      if (found === undefined || token.isCancellationRequested) return undefined;
      return hintsOf(found.description, { language, cell: found.source.cell })
        .filter(({ line }) => line - 1 >= range.start.line && line - 1 <= range.end.line)
        .filter(({ line }) => line <= document.lineCount)
        .map((hint) => new LayerHint(document.lineAt(hint.line - 1).range.end, hint));
    },
    resolveInlayHint(shown) {
      shown.tooltip = new vscode.MarkdownString(hoverText(shown.hint.layers, language));
      return shown;
    },
  };
  return vscode.Disposable.from(
    changed,
    sources.onDidChange(() => changed.fire()),
    onDidChangeSetting('hints', () => changed.fire()),
    vscode.languages.registerInlayHintsProvider(selector, provider),
  );
}
