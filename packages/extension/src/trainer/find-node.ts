import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { chooseNode, nodePlaces, type NodeChoice, type NodePlace } from './node-choice.js';

/** How long a program that calls itself `node` may take to tell its version, in ms. */
const patience = 10_000;

/** The Node.js that runs the trainer on this computer. Throws `node-unusable` or `node-not-found`. */
export function findNode(setting: string): Promise<NodeChoice> {
  const places = nodePlaces(setting, {
    platform: process.platform,
    home: homedir(),
    env: process.env,
    editorRuntime: process.execPath,
    list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  });
  return chooseNode(places, probe);
}

/** Electron is a Node.js only when it is told so; a plain Node.js does not look at the variable. */
export const runtimeEnv = (place: NodePlace): Record<string, string> =>
  place.from === 'editor' ? { ELECTRON_RUN_AS_NODE: '1' } : {};

function probe(place: NodePlace): Promise<string | undefined> {
  if (place.from !== 'setting' && !existsSync(place.path)) return Promise.resolve(undefined);
  const options = { timeout: patience, windowsHide: true, env: { ...process.env, ...runtimeEnv(place) } };
  return new Promise((resolve) => {
    execFile(place.path, ['-p', 'process.versions.node'], options, (error, stdout) =>
      resolve(error ? undefined : stdout.trim()),
    );
  });
}
