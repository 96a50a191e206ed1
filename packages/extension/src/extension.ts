// Each runtime loads its own entry of vscode-jsonrpc; @convscope/protocol knows only the common one.
import 'vscode-jsonrpc/node';
import { lessonById, type Language } from '@convscope/model';
import { ConvScopeError } from '@convscope/protocol';
import * as vscode from 'vscode';
import { notifyError, registerCommand } from './errors.js';
import { pickLesson } from './lessons/pick-lesson.js';
import { RunPanels, viewType } from './panel/run-panels.js';
import { FollowedRuns } from './runs/followed-runs.js';
import { pickRun } from './runs/pick-run.js';
import { revealActiveRun, showRunsInStatusBar } from './runs/status-bar.js';
import { explainSources } from './source/explain-sources.js';
import { localTrainerLink } from './trainer/local-link.js';

/** VS Code calls it on the first command of ours, the first Python or JSON file, or when a panel of ours comes back. */
export function activate(context: vscode.ExtensionContext): void {
  const language: Language = vscode.env.language.startsWith('ru') ? 'ru' : 'en';
  const log = vscode.window.createOutputChannel('ConvScope', { log: true });

  // One connection to this computer's trainer, the runs that it brings news of, and the tabs that show them.
  const link = localTrainerLink(context, log);
  const runs = new FollowedRuns(link, (line) => log.warn(line));
  const panels = new RunPanels({
    extensionUri: context.extensionUri,
    language,
    link,
    runs,
    log,
    memento: context.workspaceState,
    onDidFailUnseen: (panel) => {
      if (panel.phase.phase !== 'failed') return;
      void notifyError(panel.phase.error, { language, log, retry: () => void panel.retry() });
    },
  });

  const command = (id: string, action: () => void | Promise<void>) =>
    registerCommand(id, action, { language, log });
  context.subscriptions.push(
    link,
    runs,
    panels,
    vscode.window.registerWebviewPanelSerializer(viewType, panels),
    showRunsInStatusBar(runs, language),
    offerStopWhereItWorks(panels),
    explainSources(context.extensionUri, { language, log }),

    command('convscope.trainLesson', async () => {
      if (!vscode.workspace.isTrusted) throw new ConvScopeError('not-trusted');
      const lesson = await pickLesson(language);
      if (lesson) panels.train(lesson);
    }),
    command('convscope.stopRun', () => panels.active?.run?.stop()),
    command('convscope.openRun', async () => {
      const picked = await pickRun(link, language);
      if (picked) panels.show(picked.runId, picked.lesson);
    }),
    command('convscope.showLog', () => log.show()),
    command(revealActiveRun, () => {
      const run = runs.active.at(-1);
      const lesson = run && lessonById(run.lesson);
      if (lesson) panels.show(run.runId, lesson);
    }),
    // Last, because the others may have something to say when they end.
    log,
  );
}

/** Keeps the context key behind `Stop Run`: the active editor is a panel whose run goes on. */
function offerStopWhereItWorks(panels: RunPanels): vscode.Disposable {
  let offered = false;
  return panels.onDidChange(() => {
    const offer = panels.active?.run?.isOver === false;
    if (offer === offered) return;
    offered = offer;
    void vscode.commands.executeCommand('setContext', 'convscope.canStopRun', offer);
  });
}
