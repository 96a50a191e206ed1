import { lessonById, type Language } from '@convscope/model';
import * as vscode from 'vscode';
import type { FollowedRun } from './followed-run.js';
import type { FollowedRuns } from './followed-runs.js';

/** Brings the run of the status bar to the front; not in the palette. */
export const revealActiveRun = 'convscope.revealActiveRun';

/** One item in the status bar while something trains; a click opens the panel. */
export function showRunsInStatusBar(runs: FollowedRuns, language: Language): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('convscope.runs', vscode.StatusBarAlignment.Left);
  item.name = 'ConvScope';
  item.command = revealActiveRun;
  item.tooltip = vscode.l10n.t('Show what is being trained');
  const paint = () => {
    const newest = runs.active.at(-1);
    if (!newest) {
      item.hide();
      return;
    }
    item.text = `$(sync~spin) ${runs.active.length > 1 ? countText(runs.active.length) : runText(newest, language)}`;
    item.show();
  };
  return vscode.Disposable.from(item, runs.onDidChange(paint));
}

const countText = (count: number) => vscode.l10n.t('{0} networks in training', count);

/** `LeNet-5 epoch 1/1 · 62 %` */
function runText({ lesson, progress }: FollowedRun, language: Language): string {
  const title = lessonById(lesson)?.title[language] ?? lesson;
  if (progress.state === 'preparing') return vscode.l10n.t('{0} is being prepared', title);
  if (progress.state === 'evaluating') return vscode.l10n.t('{0} is being tested', title);
  const percent = new Intl.NumberFormat(language).format(Math.floor(progress.fraction * 100));
  return vscode.l10n.t('{0} epoch {1}/{2} · {3} %', title, progress.epoch, progress.epochs, percent);
}
