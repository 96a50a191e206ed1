/**
 * Bundles the page: `dist/panel.js` and `dist/panel.css`, all that the extension takes from here.
 * `--serve [--recording FILE]` builds the development page too and serves it: dev/README.md.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';

const { values: options } = parseArgs({
  options: { serve: { type: 'boolean' }, recording: { type: 'string' }, port: { type: 'string' } },
});

/** @type {esbuild.BuildOptions} */
const page = {
  entryPoints: [
    { in: 'src/main.ts', out: 'panel' },
    { in: 'src/styles/panel.css', out: 'panel' },
  ],
  outdir: 'dist',
  bundle: true,
  format: 'iife',
  target: 'chrome124',
  loader: { '.svg': 'text' },
  legalComments: 'none',
  absWorkingDir: import.meta.dirname,
};

if (options.serve) await serve();
else await esbuild.build({ ...page, minify: true });

async function serve() {
  const recording = await readFile(options.recording ?? `${import.meta.dirname}/dev/recording.jsonl`, 'utf8');
  const context = await esbuild.context({
    ...page,
    entryPoints: [
      ...page.entryPoints,
      { in: 'dev/page.ts', out: 'dev' },
      { in: 'dev/themes.css', out: 'themes' },
    ],
    outdir: 'dev/dist',
    sourcemap: 'inline',
    define: { RECORDING: JSON.stringify(recording) },
  });
  await context.watch();
  const { port } = await context.serve({
    servedir: `${import.meta.dirname}/dev`,
    host: '127.0.0.1',
    port: Number(options.port ?? 8123),
  });
  console.log(`The panel: http://127.0.0.1:${port}/`);
}
