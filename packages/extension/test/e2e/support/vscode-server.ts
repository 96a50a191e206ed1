import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scratch } from './scratch.js';
import { builtVsix, testVsCode } from './test-vscode.js';

export interface ServerOptions {
  scratch: Scratch;
  /** `false` opens folders in Restricted Mode. */
  trust?: boolean;
  language?: 'ru';
}

export interface VsCodeServer {
  readonly url: string;
  stop(): Promise<void>;
}

const startPatience = 30_000;

/** What would move, ask, or fetch something during a test. Read by a window only when it opens. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.localHistory.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'window.autoDetectColorScheme': true,
  'window.restoreWindows': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.startupPrompt': 'never',
  'editor.fontFamily': "'DejaVu Sans Mono'",
  'editor.accessibilitySupport': 'off',
};

/** Starts a real VS Code with our VSIX installed, and waits until it answers. */
export async function startVsCode(options: ServerOptions): Promise<VsCodeServer> {
  const { scratch, trust = true, language } = options;
  const { node, codeServer, builtInExtensions } = testVsCode();
  const entry = join(codeServer, 'out', 'node', 'entry.js');
  const userData = join(scratch.folder, 'user-data');
  const folders = ['--user-data-dir', userData, '--extensions-dir', join(scratch.folder, 'extensions')];
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User', 'settings.json'), JSON.stringify(quietSettings));
  if (language) installLanguage(userData, language);
  const config = join(scratch.folder, 'code-server.yaml');
  writeFileSync(config, '');
  const env = environment(scratch);

  execFileSync(node, [entry, '--config', config, ...folders, '--install-extension', builtVsix(), '--force'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });

  const port = await freePort();
  const logFile = join(scratch.folder, 'server.log');
  const log = openSync(logFile, 'a');
  const child = spawn(
    node,
    [
      entry,
      ...['--config', config, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...folders],
      ...[
        '--disable-telemetry',
        '--disable-update-check',
        '--disable-getting-started-override',
        '--disable-proxy',
      ],
      ...['--vscode-option', `builtin-extensions-dir=${builtInExtensions}`],
      ...(trust ? ['--disable-workspace-trust'] : []),
      ...(language ? ['--locale', language] : []),
    ],
    // A process group of its own, so that the whole of it can be ended.
    { env, stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  const url = `http://127.0.0.1:${port}`;
  const stop = () => endGroup(child);
  try {
    await answers(`${url}/healthz`, child);
  } catch (error) {
    await stop();
    throw new Error(`VS Code did not start:\n${readFileSync(logFile, 'utf8')}`, { cause: error });
  }
  return { url, stop };
}

/** Its own configuration and data folders, no gallery, and ConvScope's home. */
function environment(scratch: Scratch): NodeJS.ProcessEnv {
  const own = join(scratch.folder, 'xdg');
  return {
    ...process.env,
    XDG_DATA_HOME: own,
    XDG_CONFIG_HOME: own,
    VSCODE_PROXY_URI: '',
    EXTENSIONS_GALLERY: '{}',
    CONVSCOPE_HOME: scratch.home,
  };
}

/**
 * Makes a display language known without a language pack: the server reads this list, and merges the strings
 * of the file that it names (none: the workbench stays English, our extension does not).
 */
function installLanguage(userData: string, language: string): void {
  const strings = join(userData, `main.i18n.${language}.json`);
  writeFileSync(strings, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: `test-${language}`,
    label: language,
    extensions: [{ extensionIdentifier: { id: `test.language-${language}` }, version: '1.0.0' }],
    translations: { vscode: strings },
  };
  writeFileSync(join(userData, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startPatience;
  while (child.exitCode === null && Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await pause(50);
  }
  throw new Error(child.exitCode === null ? 'no answer' : `exit code ${child.exitCode}`);
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const force = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(force);
}
