import type { Place } from '@convscope/model/script';
import * as vscode from 'vscode';

/** A place as the editor counts: lines from 0. */
export function rangeOf({ line, column, endLine, endColumn }: Place): vscode.Range {
  return new vscode.Range(line - 1, column, endLine - 1, endColumn);
}

export function contains(place: Place, position: vscode.Position): boolean {
  return rangeOf(place).contains(position);
}
