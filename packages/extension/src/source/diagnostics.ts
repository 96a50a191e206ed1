import type { Language } from '@convscope/model';
import * as vscode from 'vscode';
import { sourceOf } from './documents.js';
import { findingsOf, type Finding } from './findings.js';
import { fixesFor } from './fixes.js';
import { oldArguments } from './old-arguments.js';
import { rangeOf } from './ranges.js';
import { isOn, onDidChangeSetting } from './settings.js';
import type { Sources } from './sources.js';

/** Nothing is marked while somebody types on. In milliseconds. */
const calm = 300;

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Marks where shapes do not fit and what was not understood, and offers what can be put right with one click. */
export function provideDiagnostics(
  sources: Sources,
  { selector, language }: { selector: vscode.DocumentSelector; language: Language },
): vscode.Disposable {
  const shown = vscode.languages.createDiagnosticCollection('convscope');
  const waiting = new Map<string, NodeJS.Timeout>();

  const findings = async (document: vscode.TextDocument): Promise<Finding[]> => {
    const found = isOn('diagnostics', document) ? await sources.describe(document) : undefined;
    if (found === undefined) return [];
    const { cell } = found.source;
    const where = cell === undefined ? { language } : { language, cell };
    const old = document.languageId === 'python' ? oldArguments(document.getText(), where) : [];
    return [...findingsOf(found.description, where), ...old];
  };
  const mark = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const marks = (await findings(document)).map((finding) => diagnosticOf(finding, document));
    if (!document.isClosed && document.version === version) shown.set(document.uri, marks);
  };
  const markSoon = (document: vscode.TextDocument, delay = calm): void => {
    if (!isMarked(document, selector)) return;
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        void mark(document);
      }, delay),
    );
  };
  const markAll = () => vscode.workspace.textDocuments.forEach((document) => markSoon(document));
  const drop = ({ uri }: vscode.TextDocument) => {
    clearTimeout(waiting.get(uri.toString()));
    waiting.delete(uri.toString());
    shown.delete(uri);
  };

  const fixes: vscode.CodeActionProvider = {
    async provideCodeActions(document, range) {
      const here = (await findings(document)).filter(({ place }) => rangeOf(place).intersection(range));
      return here.flatMap((finding) =>
        fixesFor(finding, document.getText(), language).map((fix) => {
          const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          action.edit.replace(document.uri, rangeOf(fix.place), fix.newText);
          action.diagnostics = [diagnosticOf(finding, document)];
          action.isPreferred = fix.isPreferred;
          return action;
        }),
      );
    },
  };

  markAll();
  return vscode.Disposable.from(
    shown,
    vscode.workspace.onDidOpenTextDocument((document) => markSoon(document, 0)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => markSoon(document)),
    vscode.workspace.onDidCloseTextDocument(drop),
    vscode.workspace.onDidChangeNotebookDocument(markAll),
    onDidChangeSetting('diagnostics', markAll),
    vscode.languages.registerCodeActionsProvider(selector, fixes, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    new vscode.Disposable(() => waiting.forEach((timer) => clearTimeout(timer))),
  );
}

/** Not what lies in a history, such as the left side of a comparison. */
function isMarked(document: vscode.TextDocument, selector: vscode.DocumentSelector): boolean {
  const { scheme } = sourceOf(document).uri;
  const isWritable = scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) !== false;
  return isWritable && vscode.languages.match(selector, document) > 0;
}

function diagnosticOf(finding: Finding, document: vscode.TextDocument): vscode.Diagnostic {
  const { place, message, severity, code, cause } = finding;
  const diagnostic = new vscode.Diagnostic(rangeOf(place), message, severities[severity]);
  diagnostic.source = 'ConvScope';
  diagnostic.code = code;
  if (code === 'old-argument') diagnostic.tags = [vscode.DiagnosticTag.Deprecated];
  if (cause !== undefined && cause.place.cell === place.cell) {
    const location = new vscode.Location(document.uri, rangeOf(cause.place));
    diagnostic.relatedInformation = [new vscode.DiagnosticRelatedInformation(location, cause.message)];
  }
  return diagnostic;
}
