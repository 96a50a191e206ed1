import * as vscode from 'vscode';
import { TrainerLink } from './link.js';
import { findOrStartHost } from './local-host.js';
import { openConnection } from './open-connection.js';

/** The link to the trainer of the computer where the workspace is. Nothing is started before it is used. */
export function localTrainerLink(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): TrainerLink {
  const { version } = context.extension.packageJSON as { version: string };
  return new TrainerLink({
    log: (line) => log.warn(line),
    open: (onEvents) =>
      findOrStartHost({
        bundle: vscode.Uri.joinPath(context.extensionUri, 'dist', 'trainer').fsPath,
        storage: vscode.Uri.joinPath(context.globalStorageUri, 'trainer').fsPath,
        nodePath: () => vscode.workspace.getConfiguration('convscope').get('nodePath', ''),
        mayStart: () => vscode.workspace.isTrusted,
        connect: (host) =>
          openConnection({
            host,
            client: `ConvScope ${version} in ${vscode.env.appName} ${vscode.version}`,
            onEvents,
            log: (line) => log.warn(line),
          }),
        log: (line) => log.info(line),
      }),
  });
}
