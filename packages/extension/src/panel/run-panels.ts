import { randomBytes } from 'node:crypto';
import type { Language, Lesson } from '@convscope/model';
import * as vscode from 'vscode';
import * as z from 'zod';
import { findLesson, runTitle, trainableLessons } from '../lessons/lessons.js';
import type { FollowedRuns } from '../runs/followed-runs.js';
import type { TrainerLink } from '../trainer/link.js';
import { panelHtml } from './html.js';
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
  /** A panel that nobody sees failed. */
  onDidFailUnseen(panel: RunPanel): void;
}

/** The run panels of this window: one editor tab a run. */
export class RunPanels implements vscode.WebviewPanelSerializer {
  readonly #options: RunPanelsOptions;
  readonly #open = new Map<RunPanel, vscode.WebviewPanel>();
  readonly #changed = new vscode.EventEmitter<void>();

  /** A panel came, went, became the active editor, or shows something else. */
  readonly onDidChange = this.#changed.event;

  constructor(options: RunPanelsOptions) {
    this.#options = options;
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
    const open = [...this.#open].find(([panel]) => panel.run?.runId === runId);
    if (open) open[1].reveal();
    else void this.#adopt(this.#newTab(lesson), lesson).show(runId);
  }

  /** Brings back a panel that was open when the window was closed or reloaded. */
  async deserializeWebviewPanel(tab: vscode.WebviewPanel, kept: unknown): Promise<void> {
    const state = pageState.safeParse(kept).data;
    const runId = state?.runId ?? (await this.#runUnderWay(state?.lesson));
    const lesson = findLesson(state?.lesson ?? '') ?? trainableLessons[0];
    // It never came to a run: nothing to show, and nobody asked now to train.
    if (runId === undefined || !lesson) tab.dispose();
    else void this.#adopt(tab, lesson).show(runId);
  }

  /**
   * The newest run that goes on and is shown nowhere. VS Code in a browser saves what a page keeps every few
   * seconds only, so after a reload a panel may know less than that its run was about to start.
   */
  async #runUnderWay(lesson: string | undefined): Promise<string | undefined> {
    const { link, log } = this.#options;
    const held = link.hold();
    try {
      const connection = await link.connected();
      const { runs } = await connection.request('run/list', {});
      const shown = [...this.#open.keys()].map(({ run }) => run?.runId);
      return runs
        .filter((run) => run.state === 'running' && !shown.includes(run.runId))
        .filter((run) => lesson === undefined || run.lesson === lesson)
        .sort((a, b) => b.startedAt - a.startedAt)[0]?.runId;
    } catch (error) {
      log.warn(`a panel was not brought back: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    } finally {
      held.dispose();
    }
  }

  dispose(): void {
    for (const panel of this.#open.keys()) panel.dispose();
    this.#open.clear();
    this.#changed.dispose();
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
      showLog: () => log.show(),
    });
    this.#open.set(panel, tab);
    const fire = () => this.#changed.fire();
    panel.onDidChange(() => {
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
