import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dawnPackage } from '../engines/webgpu/release.js';

/** How npm's registry is reached from here: data sets and WebGPU come from it. Without tokens and passwords. */
export interface NpmFacts {
  /** Host of the registry. */
  registry: string;
  /** Host of the proxy, if there is one. */
  proxy?: string;
  reachable: boolean;
  /** Why it is not, in the network's words. */
  reason?: string;
}

/** How long (ms) an answer is waited for. */
const patience = 6000;

/** Asks the registry that the user's npm settings name for one small thing. */
export async function examineNpm(signal: AbortSignal): Promise<NpmFacts> {
  // npm's libraries are large, and needed only here.
  const [{ npmSettings }, { default: pacote }] = await Promise.all([
    import('../data/npm-package.js'),
    import('pacote'),
  ]);
  const settings = await npmSettings();
  const proxy = hostOf(settings['httpsProxy']) ?? hostOf(settings['proxy']);
  const facts = { registry: hostOf(settings['registry']) ?? '?', ...(proxy !== undefined && { proxy }) };
  const cache = await mkdtemp(path.join(tmpdir(), 'convscope-npm-'));
  try {
    await unlessSilent(
      pacote.manifest(`${dawnPackage.name}@${dawnPackage.version}`, {
        ...settings,
        cache,
        timeout: patience,
        retry: { retries: 0 },
      }),
      signal,
    );
    return { ...facts, reachable: true };
  } catch (error) {
    return { ...facts, reachable: false, reason: reasonOf(error) };
  } finally {
    await rm(cache, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The library heeds no signal, and its own patience may be longer. */
async function unlessSilent(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  const silence = new Promise<never>((_resolve, reject) => {
    const give = () => reject(new Error(`no answer within ${patience / 1000} s`));
    if (enough.aborted) give();
    else enough.addEventListener('abort', give, { once: true });
  });
  await Promise.race([work, silence]);
}

/** A setting's host and port: never the name and password that its address may hold. */
function hostOf(setting: unknown): string | undefined {
  return typeof setting === 'string' && URL.canParse(setting) ? new URL(setting).host : undefined;
}

/** One line, without addresses: they may hold a password. */
function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const line = (message.split('\n')[0] ?? '').replaceAll(/https?:\/\/\S+/g, '…');
  return code !== undefined && !line.includes(code) ? `${code}: ${line}` : line;
}
