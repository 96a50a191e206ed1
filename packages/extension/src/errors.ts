import type { Language } from '@convscope/model';
import { render, toWireError, type WireError } from '@convscope/protocol';
import * as vscode from 'vscode';

/** Says what went wrong in one sentence, once, and offers the log and another try. */
export async function notifyError(
  error: WireError,
  options: { language: Language; log: vscode.LogOutputChannel; retry?: () => void },
): Promise<void> {
  const retry = vscode.l10n.t('Retry');
  const showLog = vscode.l10n.t('Show Log');
  const trust = vscode.l10n.t('Manage Workspace Trust');
  const next = error.code === 'not-trusted' ? [trust] : options.retry ? [retry] : [];
  const chosen = await vscode.window.showErrorMessage(render(error, options.language), ...next, showLog);
  if (chosen === trust) await vscode.commands.executeCommand('workbench.trust.manage');
  if (chosen === retry) options.retry?.();
  if (chosen === showLog) options.log.show();
}

/** Registers a command whose errors the user gets to read. */
export function registerCommand(
  id: string,
  action: (...given: never[]) => void | Promise<void>,
  options: { language: Language; log: vscode.LogOutputChannel },
): vscode.Disposable {
  const run = async (...given: never[]): Promise<void> => {
    try {
      await action(...given);
    } catch (error) {
      options.log.error(error instanceof Error ? error : String(error));
      await notifyError(toWireError(error), { ...options, retry: () => void run(...given) });
    }
  };
  return vscode.commands.registerCommand(id, run);
}
