import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

export interface GrowthOptions {
  /** ms without growth after which `stalled` is aborted. */
  stalledAfter: number;
  /** Bytes of all files in the folders, whenever they became more. */
  onGrowth: (bytes: number) => void;
  /** ms between two looks. */
  interval?: number;
}

export interface GrowthWatch {
  stalled: AbortSignal;
  stop(): void;
}

/** Watches how much lies in folders that another program fills: pip shows no progress where nobody sees it. */
export function watchGrowth(
  folders: readonly string[],
  { stalledAfter, onGrowth, interval = 250 }: GrowthOptions,
): GrowthWatch {
  const stalled = new AbortController();
  let most = 0;
  let grewAt = Date.now();
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void sizeOf(folders).then((bytes) => {
      looking = false;
      if (bytes > most) {
        [most, grewAt] = [bytes, Date.now()];
        onGrowth(bytes);
      } else if (Date.now() - grewAt > stalledAfter) {
        stalled.abort();
      }
    });
  }, interval);
  return { stalled: stalled.signal, stop: () => clearInterval(timer) };
}

async function sizeOf(folders: readonly string[]): Promise<number> {
  const sizes = await Promise.all(folders.map(folderSize));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Files may come and go meanwhile: those that are gone count nothing. */
async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const found = await stat(path.join(folder, entry)).catch(() => undefined);
      return found?.isFile() ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
