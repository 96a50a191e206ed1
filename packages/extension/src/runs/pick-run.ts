import { lessonById, type Language, type Lesson } from '@convscope/model';
import type { RunInfo } from '@convscope/protocol';
import * as vscode from 'vscode';
import { runTitle } from '../lessons/lessons.js';
import type { TrainerLink } from '../trainer/link.js';

/** Lets the user choose one of the trainer's runs, newest first; `undefined` if they choose none. */
export async function pickRun(
  link: TrainerLink,
  language: Language,
): Promise<{ runId: string; lesson: Lesson } | undefined> {
  const held = link.hold();
  try {
    const picked = await vscode.window.showQuickPick(listRuns(link, language), {
      title: vscode.l10n.t('Open Run'),
      placeHolder: vscode.l10n.t('Which run do you want to see?'),
    });
    return picked && { runId: picked.runId, lesson: picked.lesson };
  } finally {
    held.dispose();
  }
}

async function listRuns(link: TrainerLink, language: Language) {
  const connection = await link.connected();
  const { runs } = await connection.request('run/list', {});
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const states = stateNames();
  return runs
    .toSorted((a, b) => b.startedAt - a.startedAt)
    .flatMap((run) => {
      const lesson = lessonById(run.lesson);
      if (!lesson) return [];
      const label = `$(${icons[run.state]}) ${runTitle(lesson, language)}`;
      return {
        label,
        description: states[run.state],
        detail: time.format(run.startedAt),
        runId: run.runId,
        lesson,
      };
    });
}

const icons: Record<RunInfo['state'], string> = {
  running: 'sync',
  finished: 'check',
  stopped: 'debug-stop',
  failed: 'error',
};

const stateNames = (): Record<RunInfo['state'], string> => ({
  running: vscode.l10n.t('training'),
  finished: vscode.l10n.t('finished'),
  stopped: vscode.l10n.t('stopped'),
  failed: vscode.l10n.t('failed'),
});
