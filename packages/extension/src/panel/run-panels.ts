import { randomBytes } from 'node:crypto';
import { lessonById, type Language, type Lesson } from '@convscope/model';
import * as vscode from 'vscode';
import * as z from 'zod';
import { runTitle, trainableLessons } from '../lessons/lessons.js';
import type { FollowedRuns } from '../runs/followed-runs.js';
import { showLog } from '../show-log.js';
import type { TrainerLink } from '../trainer/link.js';
import { panelHtml } from './html.js';
import { PanelMemory, type Memento } from './panel-memory.js';
import { RunPanel } from './run-panel.js';

/** The kind of webview; what VS Code keeps of an open panel is found by it after a reload. */
export const viewType = 'convscope.run';

/** What a page leaves with VS Code for the time after a reload. */
const pageState = z.object({ lesson: z.string(), runId: z.string().nullable() });

export interface RunPanelsOptions {
  extensionUri: vscode.Uri;
  language: Language;
  link: TrainerLink;
  runs: FollowedRuns;
  log: vscode.LogOutputChannel;
  /** Where it is kept what the panels of this window show. */
  memento: Memento;
  /** A panel that nobody sees failed. */
  onDidFailUnseen(panel: RunPanel): void;
}

/** The run panels of this window: one editor tab a run. */
export class RunPanels implements vscode.WebviewPanelSerializer {
  readonly #options: RunPanelsOptions;
  readonly #open = new Map<RunPanel, vscode.WebviewPanel>();
  readonly #memory: PanelMemory;
  readonly #changed = new vscode.EventEmitter<void>();

  /** A panel came, went, became the active editor, or shows something else. */
  readonly onDidChange = this.#changed.event;

  constructor(options: RunPanelsOptions) {
    this.#options = options;
    this.#memory = new PanelMemory(options.memento);
  }

  /** The panel that is the active editor. */
  get active(): RunPanel | undefined {
    return [...this.#open].find(([, tab]) => tab.active)?.[0];
  }

  /** Opens a panel and trains the lesson in it. */
  train(lesson: Lesson): void {
    void this.#adopt(this.#newTab(lesson), lesson).train();
  }

  /** Brings the run's panel to the front; makes one if there is none. */
  show(runId: string, lesson: Lesson): void {
    const open = this.#tabOf(runId);
    if (open) open.reveal();
    else void this.#adopt(this.#newTab(lesson), lesson).show(runId);
  }

  /** Brings back a panel that was open when the window was closed or reloaded. */
  deserializeWebviewPanel(tab: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const state = pageState.safeParse(kept).data;
    const runId = state?.runId ?? this.#memory.claim(state?.lesson);
    const lesson = lessonById(state?.lesson ?? '') ?? trainableLessons[0];
    // It never came to a run, so there is nothing to show and nobody asked now to train; or another tab shows it.
    if (runId === null || !lesson || this.#tabOf(runId)) tab.dispose();
    else void this.#adopt(tab, lesson).show(runId);
    return Promise.resolve();
  }

  dispose(): void {
    for (const panel of this.#open.keys()) panel.dispose();
    this.#open.clear();
    this.#changed.dispose();
  }

  #tabOf(runId: string): vscode.WebviewPanel | undefined {
    return [...this.#open].find(([panel]) => panel.run?.runId === runId)?.[1];
  }

  #newTab(lesson: Lesson): vscode.WebviewPanel {
    const title = runTitle(lesson, this.#options.language);
    return vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {});
  }

  #adopt(tab: vscode.WebviewPanel, lesson: Lesson): RunPanel {
    const { language, link, runs, log } = this.#options;
    const panel = new RunPanel({
      webview: tab.webview,
      lesson,
      language,
      trainer: vscode.l10n.t('this computer'),
      link,
      runs,
      log: (line) => log.warn(line),
      mayStart: () => vscode.workspace.isTrusted,
      isSeen: () => tab.visible,
      showLog: (failedRun) => void showLog(log, failedRun),
    });
    this.#open.set(panel, tab);
    const fire = () => this.#changed.fire();
    const note = () => this.#memory.note(panel, { lesson: lesson.id, runId: panel.run?.runId ?? null });
    note();
    panel.onDidChange(() => {
      note();
      if (panel.phase.phase === 'failed' && !tab.visible) this.#options.onDidFailUnseen(panel);
      fire();
    });
    tab.webview.onDidReceiveMessage((message) => panel.receive(message));
    tab.onDidChangeViewState(() => {
      if (!tab.visible) panel.pageIsGone();
      fire();
    });
    tab.onDidDispose(() => {
      this.#open.delete(panel);
      this.#memory.forget(panel);
      panel.dispose();
      fire();
    });
    this.#dress(tab);
    fire();
    return panel;
  }

  /** Puts the page into the tab. */
  #dress(tab: vscode.WebviewPanel): void {
    const { extensionUri, language } = this.#options;
    const page = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `run-${theme}.svg`);
    const address = (file: string) => tab.webview.asWebviewUri(vscode.Uri.joinPath(page, file)).toString();
    tab.iconPath = { light: icon('light'), dark: icon('dark') };
    tab.webview.options = { enableScripts: true, localResourceRoots: [page] };
    tab.webview.html = panelHtml({
      resources: {
        script: address('panel.js'),
        style: address('panel.css'),
        cspSource: tab.webview.cspSource,
      },
      nonce: randomBytes(16).toString('base64url'),
      language,
    });
  }
}
