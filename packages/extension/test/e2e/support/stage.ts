import { chromium, type Browser } from 'playwright-core';
import { makeScratch, type Scratch } from './scratch.js';
import { chromiumPath } from './test-vscode.js';
import { startVsCode, type ServerOptions, type VsCodeServer } from './vscode-server.js';
import { openWindow, type VsCodeWindow } from './window.js';

/** A real VS Code with our extension, and a real browser that shows it. */
export interface Stage {
  readonly scratch: Scratch;
  openWindow(): Promise<VsCodeWindow>;
  /** Ends every process that was started, the detached trainer too, and removes what was written. */
  close(): Promise<void>;
}

export async function openStage(
  options: Omit<ServerOptions, 'scratch'> & { withEngine?: boolean } = {},
): Promise<Stage> {
  const scratch = makeScratch(options);
  let server: VsCodeServer | undefined;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server?.stop();
    await scratch.clear();
  };
  try {
    server = await startVsCode({ scratch, ...options });
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [
        ...['--no-sandbox', '--disable-dev-shm-usage'],
        ...['--force-color-profile=srgb', '--font-render-hinting=none', '--disable-lcd-text'],
      ],
    });
  } catch (error) {
    await close();
    throw error;
  }
  const { url } = server;
  const opened = browser;
  return { scratch, openWindow: () => openWindow(opened, url, scratch.workspace), close };
}
