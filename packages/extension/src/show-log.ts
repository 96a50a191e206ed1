import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { runLogFile } from './trainer/data-folder.js';

/** Shows the window's log; of a run that failed, what its process printed, if it is still there. */
export async function showLog(log: vscode.LogOutputChannel, failedRun?: string): Promise<void> {
  const file = failedRun === undefined ? undefined : runLogFile(failedRun);
  if (file !== undefined && existsSync(file)) await vscode.window.showTextDocument(vscode.Uri.file(file));
  else log.show();
}
