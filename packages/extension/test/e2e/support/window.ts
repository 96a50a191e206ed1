import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';

/** Long enough for the slowest start on a busy machine; nothing but training takes longer. */
export const patience = 30_000;

/** The first pictures of a test are 1400 × 900. */
const viewport = { width: 1400, height: 900 };

/** One window of VS Code with a folder open. */
export interface VsCodeWindow {
  readonly page: Page;
  /** Everything that any frame wrote to the console. */
  readonly console: readonly string[];
  /** Picks a command of the palette as a user does. */
  run(title: string): Promise<void>;
  /** The rows of the palette that a filter finds; closes it again. */
  commands(filter: string): Promise<string[]>;
  /** The rows of the list that is open at the top. */
  quickPick(): Locator;
  statusBar(text: RegExp): Locator;
  toast(text: RegExp): Locator;
  tab(title: RegExp): Locator;
  /** The page of the newest webview. */
  panel(): FrameLocator;
  /** What VS Code has saved under a key of `savedUnder`, all of it in one text: after a reload that is what there is. */
  saved(key: string): Promise<string>;
  /** Reloads the window: its extension host ends and another one starts. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export async function openWindow(browser: Browser, url: string, folder: string): Promise<VsCodeWindow> {
  const context = await browser.newContext({ viewport, deviceScaleFactor: 1, colorScheme: 'dark' });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const console: string[] = [];
  page.on('console', (message) => console.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.push(`pageerror: ${error.message}`));
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`, { waitUntil: 'domcontentloaded' });
  await isDrawn(page);

  const rows = page.locator('.quick-input-list .monaco-list-row');
  return {
    page,
    console,
    async run(title) {
      // The list shows stale rows for a moment, so the row is found by its text. It does not change while it is
      // open: a command that is enabled a moment later appears only when the palette is opened again. And what
      // opens meanwhile, such as the Output panel, takes the focus, which closes the palette.
      const row = rows.filter({ hasText: title }).first();
      for (const deadline = Date.now() + patience; ;) {
        await openPalette(page, title);
        if ((await appears(row)) && (await isClicked(row))) return;
        if (Date.now() > deadline) throw new Error(`The palette does not offer “${title}”.`);
        await page.keyboard.press('Escape');
      }
    },
    async commands(filter) {
      const answer = rows.filter({ hasText: /ConvScope|No matching/ }).first();
      for (const deadline = Date.now() + patience; ;) {
        await openPalette(page, filter);
        const texts = (await appears(answer)) ? await rows.allInnerTexts() : [];
        await page.keyboard.press('Escape');
        if (texts.length > 0) return texts.filter((text) => text.includes('ConvScope'));
        if (Date.now() > deadline) throw new Error(`The palette does not answer to “${filter}”.`);
      }
    },
    quickPick: () => rows,
    statusBar: (text) => page.locator('.statusbar-item', { hasText: text }),
    toast: (text) => page.locator('.notification-toast', { hasText: text }),
    tab: (title) => page.locator('.tabs-container .tab', { hasText: title }),
    panel: () =>
      page.locator('iframe.webview.ready').last().contentFrame().frameLocator('iframe#active-frame'),
    saved: (key) => page.evaluate(readStorage, key),
    async reload() {
      await page.reload({ waitUntil: 'domcontentloaded' });
      await isDrawn(page);
    },
    close: () => context.close(),
  };
}

/** The kind of our panels, as a saved tab names it. */
export const viewType = 'convscope.run';

/** Under which keys VS Code saves the open tabs (in a browser every few seconds only), and our `workspaceState`. */
export const savedUnder = { tabs: 'memento/workbench.parts.editor', ours: 'convscope.convscope' };

/**
 * Runs in the page: reads one key of the databases in which the workbench keeps its state. No function in it has a
 * name: what the test's compiler adds to keep names is not there in the page.
 */
async function readStorage(key: string): Promise<string> {
  const found: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db')) continue;
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const value = await new Promise((resolve) => {
      const reading = database.transaction('ItemTable').objectStore('ItemTable').get(key);
      reading.addEventListener('success', () => resolve(reading.result));
    });
    database.close();
    if (typeof value === 'string') found.push(value);
  }
  return found.join('\n');
}

async function isDrawn(page: Page): Promise<void> {
  await page.locator('.part.statusbar .statusbar-item').first().waitFor();
  await page.locator('.part.activitybar .action-item').first().waitFor();
}

async function openPalette(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible input[type="text"]');
  // F1 is lost while a webview has the focus, before the key bindings are there, and while a list is closing.
  for (let attempt = 0; attempt < 6; attempt++) {
    await page.keyboard.press('F1');
    const filled = input.fill(`>${text}`, { timeout: 3000 });
    if (await succeeds(filled)) return;
    await succeeds(page.locator('.part.titlebar').click({ position: { x: 2, y: 2 }, timeout: 1000 }));
  }
  throw new Error('The command palette does not open.');
}

const appears = (locator: Locator) => succeeds(locator.waitFor({ timeout: 3000 }));

const isClicked = (locator: Locator) => succeeds(locator.click({ timeout: 3000 }));

const succeeds = (attempt: Promise<void>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );
