import type { ScriptReader } from '@convscope/model/script';
import * as vscode from 'vscode';
import { sourceOf, type SourceOf } from './documents.js';
import type { SourceDescription } from './reading.js';
import { Readings } from './readings.js';

/** The sources that are open in the editor, and what is known of each. */
export class Sources implements vscode.Disposable {
  readonly #readings: Readings;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;
  /** Something that is shown of one document has changed though the document itself has not. */
  readonly onDidChange = this.#changed.event;

  constructor(extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#readings = new Readings({
      openReader: () => openReader(extensionUri),
      onError: (error) => log.error(error instanceof Error ? error : String(error)),
    });
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#readings.forget(uri.toString())),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.#readings.forget(uri.toString())),
      // A cell bears on those after it, and the editor asks again for the one that was changed alone.
      vscode.workspace.onDidChangeNotebookDocument(() => this.#changed.fire()),
    );
  }

  /** What is known of the source that a document belongs to. */
  async describe(
    document: vscode.TextDocument,
    token?: vscode.CancellationToken,
  ): Promise<{ source: SourceOf; description: SourceDescription } | undefined> {
    const source = sourceOf(document);
    const description = await this.#readings.read(source.uri.toString(), source.text, token);
    return description && { source, description };
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changed.dispose();
    this.#readings.dispose();
  }
}

/** Loads the parser from the extension's own folder, which may be on another computer. */
async function openReader(extensionUri: vscode.Uri): Promise<ScriptReader> {
  const file = (name: string) =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'python', name));
  const [{ openScriptReader }, treeSitterWasm, pythonWasm] = await Promise.all([
    import('@convscope/model/script'),
    file('web-tree-sitter.wasm'),
    file('tree-sitter-python.wasm'),
  ]);
  return openScriptReader({ treeSitterWasm, pythonWasm });
}
