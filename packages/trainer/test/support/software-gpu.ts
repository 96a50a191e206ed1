import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Chromium's SwiftShader: a Vulkan driver that computes on the processor. Debian's package `chromium-common`. */
const folder = '/usr/lib/chromium';
const driver = path.join(folder, 'vk_swiftshader_icd.json');

/** What makes a process see that adapter and no other, if it is on this computer. */
export function softwareGpu(): Record<string, string> | undefined {
  if (!existsSync(driver)) return undefined;
  return { VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: folder, XDG_RUNTIME_DIR: tmpdir() };
}

/** What makes a process see no adapter at all. */
export const noGpu: Record<string, string> = { VK_DRIVER_FILES: path.join(tmpdir(), 'no-such-driver.json') };
