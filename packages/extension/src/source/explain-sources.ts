import type { Language } from '@convscope/model';
import * as vscode from 'vscode';
import { provideCodeLenses } from './code-lenses.js';
import { provideDiagnostics } from './diagnostics.js';
import { provideHovers } from './hovers.js';
import { provideInlayHints } from './inlay-hints.js';
import { provideOutline } from './outline.js';
import { Sources } from './sources.js';
import { provideSummaries } from './summaries.js';

/** Python wherever it lies, in cells of notebooks too, and the configurations that Keras writes as JSON. */
const selector: vscode.DocumentSelector = [{ language: 'python' }, { language: 'json' }];

/**
 * Networks explained where they are written: in Keras scripts, notebooks and configurations. Reads what is open in
 * the editor and starts nothing, so it works in Restricted Mode and in virtual workspaces.
 */
export function explainSources(
  extensionUri: vscode.Uri,
  { language, log }: { language: Language; log: vscode.LogOutputChannel },
): vscode.Disposable {
  const sources = new Sources(extensionUri, log);
  const shared = { selector, language };
  return vscode.Disposable.from(
    provideInlayHints(sources, shared),
    provideDiagnostics(sources, shared),
    provideHovers(sources, shared),
    provideCodeLenses(sources, shared),
    provideOutline(sources, shared),
    provideSummaries(sources, { language, log }),
    // Last, because the others ask it.
    sources,
  );
}
