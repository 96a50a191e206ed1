import { ConvScopeError } from '@convscope/protocol';

/** The oldest Node.js that the trainer runs on. */
const neededNode = '20.19.0';

/** Where a Node.js may be, in the order in which we look. */
export interface NodePlace {
  from: 'setting' | 'path' | 'version-manager' | 'editor';
  path: string;
}

/** The Node.js that runs the trainer. */
export interface NodeChoice extends NodePlace {
  /** `24.21.0`. */
  version: string;
}

/** What the choice depends on; `process` and the file system in production. */
export interface NodeSystem {
  platform: string;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
  /** The editor's own runtime: Electron's executable on a desktop, a plain Node.js on a server. */
  editorRuntime: string;
  /** The names in a folder; none if there is no such folder. */
  list(folder: string): readonly string[];
}

/**
 * Every place where this computer may have a Node.js: the setting alone if there is one, else the PATH, the
 * version managers' folders (newest version first), and the editor's own runtime.
 */
export function nodePlaces(setting: string, system: NodeSystem): NodePlace[] {
  if (setting !== '') return [{ from: 'setting', path: setting }];
  const windows = system.platform === 'win32';
  const separator = windows ? '\\' : '/';
  const join = (...parts: string[]) => parts.join(separator);
  const executable = windows ? 'node.exe' : 'node';

  const path = system.env['PATH'] ?? system.env['Path'] ?? '';
  const onPath = path.split(windows ? ';' : ':').filter((folder) => folder !== '');
  const managed = managers(system, join).flatMap(({ folder, inside }) =>
    [...system.list(folder)].sort(newestFirst).map((version) => join(folder, version, ...inside)),
  );
  const usual = windows ? [`${system.env['ProgramFiles'] ?? 'C:\\Program Files'}\\nodejs`] : usualFolders;
  return [
    ...onPath.map((folder) => ({ from: 'path' as const, path: join(folder, executable) })),
    ...[...managed, ...usual].map((folder) => ({
      from: 'version-manager' as const,
      path: join(folder, executable),
    })),
    { from: 'editor', path: system.editorRuntime },
  ];
}

/** Not on the PATH of a program that was started from a desktop: Homebrew, and what installers use. */
const usualFolders = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin'];

/** Where nvm, fnm, Volta, asdf and mise keep their versions: a folder of versions, and where `node` is in each. */
function managers({ platform, home, env }: NodeSystem, join: (...parts: string[]) => string) {
  if (platform === 'win32') {
    const roaming = env['APPDATA'] ?? join(home, 'AppData', 'Roaming');
    return [
      { folder: env['NVM_HOME'] ?? join(roaming, 'nvm'), inside: [] },
      { folder: join(env['FNM_DIR'] ?? join(roaming, 'fnm'), 'node-versions'), inside: ['installation'] },
    ];
  }
  const data = env['XDG_DATA_HOME'] ?? join(home, '.local', 'share');
  return [
    { folder: join(env['NVM_DIR'] ?? join(home, '.nvm'), 'versions', 'node'), inside: ['bin'] },
    { folder: join(env['FNM_DIR'] ?? join(data, 'fnm'), 'node-versions'), inside: ['installation', 'bin'] },
    { folder: join(env['VOLTA_HOME'] ?? join(home, '.volta'), 'tools', 'image', 'node'), inside: ['bin'] },
    { folder: join(env['ASDF_DATA_DIR'] ?? join(home, '.asdf'), 'installs', 'nodejs'), inside: ['bin'] },
    { folder: join(env['MISE_DATA_DIR'] ?? join(data, 'mise'), 'installs', 'node'), inside: ['bin'] },
  ];
}

/**
 * The first place with a Node.js that is new enough. `probe` runs it and tells its version, or `undefined`.
 * A Node.js that the user named is used or refused, never passed over: `node-unusable`. None at all:
 * `node-not-found`.
 */
export async function chooseNode(
  places: readonly NodePlace[],
  probe: (place: NodePlace) => Promise<string | undefined>,
): Promise<NodeChoice> {
  for (const place of places) {
    const version = await probe(place);
    if (version !== undefined && compareVersions(version, neededNode) >= 0) return { ...place, version };
    if (place.from === 'setting')
      throw new ConvScopeError('node-unusable', {
        path: place.path,
        found: version ?? '–',
        needed: neededNode,
      });
  }
  throw new ConvScopeError('node-not-found', { needed: neededNode });
}

const numbers = (version: string) => (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);

/** Negative if `a` is older than `b`; a leading `v` and what follows the numbers are not looked at. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
const newestFirst = (a: string, b: string) => compareVersions(b, a);
