// The Debian packages that the end-to-end ring needs: a browser, fonts with Cyrillic, a compiler for two addons.
// Installs only what is missing, and only as root; otherwise it names what somebody must install.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Package → a file that shows it is there. */
const packages = {
  'chromium': '/usr/bin/chromium',
  'fonts-dejavu-core': '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
  'fonts-dejavu-extra': '/usr/share/fonts/truetype/dejavu/DejaVuSans-Oblique.ttf',
  'g++': '/usr/bin/g++',
  'make': '/usr/bin/make',
  'python3': '/usr/bin/python3',
};

/** Returns what was installed. Throws an error whose message is for the reader. */
export function installSystemPackages() {
  const missing = Object.keys(packages).filter((name) => !existsSync(packages[name]));
  if (missing.length === 0) return [];
  const wish = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Error(`Missing for the end-to-end ring: run "${wish}" as root.`);
  try {
    apt(['update']);
    apt(['install', '-y', '--no-install-recommends', ...missing]);
  } catch (error) {
    const said = String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .slice(-5)
      .join('\n');
    throw new Error(`"${wish}" failed:\n${said}`, { cause: error });
  }
  return missing;
}

function apt(args) {
  execFileSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const installed = installSystemPackages();
    console.log(installed.length ? `installed ${installed.join(', ')}` : 'all Debian packages are there');
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
