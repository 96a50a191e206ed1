import * as z from 'zod';

/**
 * How a trainer host on this computer is found: a file in the user's data folder that only the user can read.
 * It is there while the host listens; a process that died leaves it behind, so its reader tries the address.
 */
export const hostFile = z.object({
  /** `ws://127.0.0.1:PORT`. */
  url: z.url({ protocol: /^ws$/, hostname: /^(127\.0\.0\.1|localhost|\[::1\])$/ }),
  /** Shown as `Authorization: Bearer …` in the upgrade request. */
  token: z.string().min(32),
  pid: z.int().positive(),
  /** ConvScope's version, `0.1.0`. */
  version: z.string(),
});
export type HostFile = z.infer<typeof hostFile>;

export const hostFileName = 'host.json';
/** In the data folder: a folder for each run, named by its identifier. */
export const runsFolderName = 'runs';
/** In a run's folder: what its process printed, such as TensorFlow's lines and a crash's last words. */
export const runLogName = 'trainer.log';

/** Where runs, engines, data sets and the host file live: `CONVSCOPE_HOME`, or the system's place for user data. */
export function dataFolder(system: {
  platform: string;
  home: string;
  env: Readonly<Record<string, string | undefined>>;
}): string {
  const { platform, home, env } = system;
  if (env['CONVSCOPE_HOME']) return env['CONVSCOPE_HOME'];
  if (platform === 'win32') return `${env['LOCALAPPDATA'] || `${home}\\AppData\\Local`}\\convscope`;
  if (platform === 'darwin') return `${home}/Library/Application Support/convscope`;
  return `${env['XDG_DATA_HOME'] || `${home}/.local/share`}/convscope`;
}
