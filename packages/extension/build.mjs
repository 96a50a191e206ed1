// Builds the extension into dist/: its own bundle, the page of the run panel, and the trainer.
//   node build.mjs             dist/extension.js, dist/python/, dist/webview/, dist/trainer/
//   node build.mjs --watch     the same, and dist/extension.js again at each change
//   node build.mjs --package   the same, then dist/convscope-SYSTEM-VERSION.vsix
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');

/** What the VSIX holds, and nothing else. */
const shipped = ['package.json', 'package.nls.json', 'package.nls.ru.json', 'README.md', 'l10n', 'media'];
const shippedFromDist = ['extension.js', 'python', 'webview', 'trainer'];
const shippedFromCheckout = ['LICENSE', 'CHANGELOG.md'];
/** The whole of it must stay a quick download. */
const largestVsix = 15e6;

/** What the reader of scripts loads is a dependency of the model's. */
const model = createRequire(join(root, '../model/package.json'));

const bundle = {
  entryPoints: [join(root, 'src/extension.ts')],
  outfile: join(dist, 'extension.js'),
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // The oldest editor that we support, 1.100, has Node 20.
  target: 'node20',
  // VS Code gives the first; `ws` does without the others.
  external: ['vscode', 'bufferutil', 'utf-8-validate'],
  // The forms that can be bundled: the parser's other one asks for `import.meta`, jsonc-parser's for a loader.
  alias: {
    'web-tree-sitter': model.resolve('web-tree-sitter'),
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  },
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
};

/** Source maps, and what loads on other systems than the VSIX is for: koffi's part for musl. */
const isLeftOut = (path) => path.endsWith('.map') || basename(path).startsWith('musl_');

function copyBuilt(name, expected) {
  const from = join(root, '..', name, 'dist');
  if (!existsSync(join(from, expected)))
    throw new Error(
      `packages/${name} is not built: ${expected} is missing. Run "npm run build" in the checkout.`,
    );
  const to = join(dist, name);
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, filter: (path) => !isLeftOut(path) });
}

/** The parser of Python, and the grammar that it parses by: loaded when the first Keras source is open. */
function copyPythonReader() {
  const to = join(dist, 'python');
  mkdirSync(to, { recursive: true });
  for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'])
    cpSync(model.resolve(file), join(to, basename(file)));
}

/** The VSIX is made in a folder of its own, from what is listed above. Returns its path. */
async function packageExtension() {
  const stage = join(dist, 'stage');
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(join(stage, 'dist'), { recursive: true });
  const copy = (from, to) => cpSync(from, join(stage, to), { recursive: true });
  for (const name of shipped) copy(join(root, name), name);
  for (const name of shippedFromDist) copy(join(dist, name), join('dist', name));
  for (const name of shippedFromCheckout) copy(join(root, '../..', name), name);

  // The stage holds nothing else to leave out, and vsce warns where nothing says so.
  writeFileSync(join(stage, '.vscodeignore'), '');

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const target = `${process.platform}-${process.arch}`;
  const packagePath = join(dist, `convscope-${target}-${version}.vsix`);
  await createVSIX({ cwd: stage, packagePath, target, dependencies: false, allowMissingRepository: true });
  rmSync(stage, { recursive: true });
  return packagePath;
}

if (process.argv.includes('--watch')) {
  const context = await esbuild.context({ ...bundle, minify: false });
  await context.watch();
} else await esbuild.build(bundle);
copyPythonReader();
copyBuilt('webview', 'panel.js');
copyBuilt('trainer', 'convscope.cjs');

if (process.argv.includes('--package')) {
  const vsix = await packageExtension();
  const { size } = statSync(vsix);
  console.log(`${basename(vsix)}: ${(size / 1e6).toFixed(1)} MB`);
  if (size > largestVsix) throw new Error(`The VSIX must stay below ${largestVsix / 1e6} MB.`);
}
