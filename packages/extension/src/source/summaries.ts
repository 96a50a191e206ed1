import { summaryText, type Language } from '@convscope/model';
import type { Place } from '@convscope/model/script';
import * as vscode from 'vscode';
import { registerCommand } from '../errors.js';
import type { SourceDescription } from './reading.js';
import type { Sources } from './sources.js';

/** Opens what Keras's `model.summary()` would print of a model in the source. */
export const showSummary = 'convscope.showSummary';

const scheme = 'convscope-summary';
/** As wide as Keras prints into a wide terminal, so that connections and long names have room. */
const columns = 120;

/** The command, and the read-only documents that it opens; these follow the source while it changes. */
export function provideSummaries(
  sources: Sources,
  { language, log }: { language: Language; log: vscode.LogOutputChannel },
): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const refresh = () => {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
  };
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    async provideTextDocumentContent(uri) {
      const { source, index } = JSON.parse(uri.query) as Shown;
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source, true));
      const model = (await sources.describe(document))?.description.models[index];
      return model === undefined
        ? vscode.l10n.t('The model is no longer in the source.')
        : summaryText(model.description, { columns });
    },
  };
  const show = async (document?: vscode.Uri, index?: number): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const of = document ? await vscode.workspace.openTextDocument(document) : editor?.document;
    const found = of && (await sources.describe(of));
    const chosen = index ?? (found && nearest(found.description, found.source.cell, editor));
    const model = chosen === undefined ? undefined : found?.description.models[chosen];
    if (of === undefined || model === undefined || chosen === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('There is no Keras model in this editor.'));
      return;
    }
    const query = JSON.stringify({ source: of.uri.toString(), index: chosen } satisfies Shown);
    const uri = vscode.Uri.from({ scheme, path: `/${model.description.name}.summary.txt`, query });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme !== scheme) refresh();
    }),
    registerCommand(showSummary, show, { language, log }),
  );
}

/** What a summary's address says. */
interface Shown {
  source: string;
  index: number;
}

/** The last model that is made before the cursor, or the first. */
function nearest(
  { models }: SourceDescription,
  cell: number | undefined,
  editor: vscode.TextEditor | undefined,
): number | undefined {
  const line = (editor?.selection.active.line ?? 0) + 1;
  const isBefore = (place: Place) =>
    (place.cell ?? 0) < (cell ?? 0) || ((place.cell ?? 0) === (cell ?? 0) && place.line <= line);
  const before = models.findLastIndex(({ place }) => isBefore(place));
  return models.length === 0 ? undefined : Math.max(0, before);
}
