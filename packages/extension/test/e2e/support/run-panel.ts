import type { FrameLocator, Locator } from 'playwright-core';
import { patience, type VsCodeWindow } from './window.js';

/** What the page of a run panel says about itself in `#app[data-state]`. */
type PageState = 'starting' | 'asking' | 'preparing' | 'running' | 'finished' | 'stopped' | 'failed';

/** One epoch on a busy machine without TensorFlow, and some. */
export const trainingPatience = 240_000;

/** A run panel as somebody sees it. */
export interface RunPanel {
  readonly frame: FrameLocator;
  readonly stop: Locator;
  /** Waits until the page is in one of these states, and says in which. */
  is(states: readonly PageState[], ms?: number): Promise<PageState>;
  /** The training loss beside the curve, smoothed. */
  loss: () => Promise<number>;
  /** The table that says the curves in figures: one row a tenth of the run. */
  curvesTable: () => Promise<string[]>;
  /** The header's figures: `epoch 1/1 …`, and at the end the test accuracy. */
  progress: () => Promise<string>;
  /** The picture of the chosen layer's filters, and the step whose weights it shows. */
  filters: () => Promise<{ step: number; pixels: string }>;
}

export function runPanel(window: VsCodeWindow): RunPanel {
  const frame = window.panel();
  const app = frame.locator('#app');
  const canvas = frame.locator('#filters canvas[data-step]').first();
  return {
    frame,
    stop: frame.locator('#stop'),
    async is(states, ms = patience) {
      const any = states.map((state) => `#app[data-state="${state}"]`).join(', ');
      await frame.locator(any).waitFor({ timeout: ms });
      return (await app.getAttribute('data-state')) as PageState;
    },
    loss: async () => {
      const text = await frame.locator('.curve[data-curve="loss"] .key.train b').innerText();
      return Number(text.replace(',', '.'));
    },
    curvesTable: () => frame.locator('#curves-table tbody tr').allTextContents(),
    progress: () => frame.locator('#progress').innerText(),
    filters: () =>
      canvas.evaluate((element) => ({
        step: Number(element.dataset['step']),
        pixels: (element as HTMLCanvasElement).toDataURL(),
      })),
  };
}

/**
 * `Train Lesson…` → LeNet-5 through the palette, as far as the panel. Where TensorFlow is not here yet, answers
 * the panel's question with yes.
 */
export async function trainLeNet(window: VsCodeWindow): Promise<RunPanel> {
  await window.run('ConvScope: Train Lesson');
  // The lesson comes before its variant.
  await window.quickPick().filter({ hasText: 'LeNet-5' }).first().click();
  await window
    .tab(/LeNet-5 · MNIST/)
    .first()
    .waitFor();
  const panel = runPanel(window);
  await panel.frame.locator('body[data-ready="1"]').waitFor();
  const state = await panel.is(['asking', 'preparing', 'running', 'failed']);
  if (state === 'asking') await panel.frame.locator('#fetch').click();
  return panel;
}
