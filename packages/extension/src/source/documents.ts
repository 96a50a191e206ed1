import * as vscode from 'vscode';
import type { SourceText } from './source-text.js';

/** What a document belongs to: a source of its own, or a cell of a notebook that is one source. */
export interface SourceOf {
  /** Of the whole source. */
  uri: vscode.Uri;
  text: () => SourceText;
  /** The document's cell, from 0, all cells counted. */
  cell?: number;
}

/** The source that a document is, or is a part of. Nothing is read from a disk. */
export function sourceOf(document: vscode.TextDocument): SourceOf {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().findIndex((candidate) => candidate.document === document);
    if (cell !== -1) return { uri: notebook.uri, text: () => textOf(notebook), cell };
  }
  const kind = document.languageId === 'json' ? 'config' : 'script';
  return { uri: document.uri, text: () => ({ kind, texts: [document.getText()] }) };
}

function textOf(notebook: vscode.NotebookDocument): SourceText {
  const texts = notebook.getCells().map(({ kind, document }) => {
    const isPython = kind === vscode.NotebookCellKind.Code && document.languageId === 'python';
    return isPython ? document.getText() : '';
  });
  return { kind: 'notebook', texts };
}
