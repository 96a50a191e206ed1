// Builds the command line and the trainer host: one CommonJS file, dist/convscope.cjs, with what cannot be inside
// it beside it (koffi's native part, TensorFlow.js's WebAssembly). `--watch` builds again at every change.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, context } from 'esbuild';

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const dist = path.join(here, 'dist');
const watch = process.argv.includes('--watch');
// Others may run what is there until the new one is whole.
const out = watch ? dist : `${dist}.part`;
const { version } = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'));

if (!watch) rmSync(out, { recursive: true, force: true });

const options = {
  entryPoints: { convscope: path.join(here, 'src', 'cli', 'main.ts') },
  outdir: out,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: false,
  legalComments: 'linked',
  logLevel: 'warning',
  define: { 'import.meta.url': 'bundleUrl', 'CONVSCOPE_VERSION': JSON.stringify(version) },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  // Its CommonJS entry: the other one looks for the native part through node_modules only, not beside the bundle.
  alias: { koffi: require.resolve('koffi') },
  plugins: [leaveOut()],
};

if (watch) await (await context(options)).watch();
else await build(options);
copyBeside();
if (!watch) {
  rmSync(dist, { recursive: true, force: true });
  renameSync(out, dist);
}

/** Parts of libraries that we never reach: they would only make the file larger. */
function leaveOut() {
  const empty = /^(@npmcli\/run-script|node-gyp|@mapbox\/node-pre-gyp|@tensorflow\/tfjs-backend-webgl)$/;
  return {
    name: 'leave-out',
    setup(plugins) {
      plugins.onResolve({ filter: empty }, ({ path: name }) => ({ path: name, namespace: 'left-out' }));
      plugins.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

function copyBeside() {
  // koffi finds its native part in folders of these names beside the file that it runs from.
  const native = path.resolve(
    require.resolve('koffi'),
    '..',
    '..',
    `@koromix/koffi-${process.platform}-${process.arch}`,
  );
  if (existsSync(native)) {
    for (const entry of readdirSync(native, { withFileTypes: true })) {
      if (entry.isDirectory())
        cpSync(path.join(native, entry.name), path.join(out, entry.name), { recursive: true });
    }
  }
  // What reads Python.
  for (const name of ['web-tree-sitter', 'tree-sitter-python']) {
    cpSync(require.resolve(`${name}/${name}.wasm`), path.join(out, `${name}.wasm`));
  }
  const wasm = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
  // Threads are off in Node: their file is never loaded.
  for (const file of readdirSync(wasm).filter(
    (name) => name.endsWith('.wasm') && !name.includes('threaded'),
  )) {
    cpSync(path.join(wasm, file), path.join(out, file));
  }
}
