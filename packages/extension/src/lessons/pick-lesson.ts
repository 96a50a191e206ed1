import { describeModel, type Language, type Lesson } from '@convscope/model';
import * as vscode from 'vscode';
import { trainableLessons } from './lessons.js';

/** Lets the user choose what to train; `undefined` if they think better of it. */
export async function pickLesson(language: Language): Promise<Lesson | undefined> {
  const numbers = new Intl.NumberFormat(language);
  const items = trainableLessons.map((lesson) => ({
    label: `${lesson.number}  ${lesson.title[language]}`,
    description: lesson.summary[language],
    detail: vscode.l10n.t('{0} parameters', numbers.format(describeModel(lesson.model).totalParams)),
    lesson,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Train Lesson'),
    placeHolder: vscode.l10n.t('Which network do you want to train?'),
    matchOnDescription: true,
  });
  return picked?.lesson;
}
