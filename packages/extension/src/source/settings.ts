import * as vscode from 'vscode';

/** What is explained in the source, each with a setting `convscope.inline.…` that turns it off. */
export type InlineSetting = 'hints' | 'hover' | 'codeLens' | 'diagnostics' | 'outline';

const section = 'convscope.inline';

/** Whether the user wants this where the document is. */
export function isOn(setting: InlineSetting, scope: vscode.ConfigurationScope): boolean {
  return vscode.workspace.getConfiguration(section, scope).get(setting, true);
}

export function onDidChangeSetting(setting: InlineSetting, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${section}.${setting}`)) listener();
  });
}
