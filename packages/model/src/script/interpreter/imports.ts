import type { Statement } from '../python/syntax.js';
import { library, type Scope } from '../values.js';
import { assignName } from './run.js';

/** `import keras.layers as L`, `import tensorflow as tf`. */
export function bindImport(scope: Scope, module: string, as: string | null): void {
  if (as !== null) assignName(scope, as, library(canonical(module)));
  else {
    const first = module.split('.')[0] ?? module;
    assignName(scope, first, library(canonical(first)));
  }
}

/** `from keras.layers import Conv2D as C`, `from keras.layers import *`. */
export function bindImportFrom(scope: Scope, statement: Statement & { type: 'import-from' }): void {
  const module = canonical(statement.module);
  if (statement.names === 'all') {
    // Any name may come from there: it is looked for where no other is.
    scope.names.set(`* ${module}`, library(module));
    return;
  }
  for (const { name, as } of statement.names) assignName(scope, as, library(canonical(`${module}.${name}`)));
}

/** The modules that were imported whole, the last first. */
export function wildcardModules(scope: Scope): string[] {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const found = [...at.names.keys()].filter((name) => name.startsWith('* '));
    if (found.length > 0) return found.map((name) => name.slice(2)).reverse();
  }
  return [];
}

/** One name for each thing, however it is imported: `tensorflow.keras`, `tf.keras` and `keras` are `keras`. */
export function canonical(path: string): string {
  return path
    .replace(/^tensorflow\.(python\.keras|contrib\.keras\.api\.keras|contrib\.keras|keras)\b/, 'keras')
    .replace(/^tf_keras\b/, 'keras')
    .replace(
      /^keras\.(api\.(_v[12]\.)?keras|api|_tf_keras\.keras|src|legacy|engine|compat\.v1\.keras)\b/,
      'keras',
    )
    .replace(/^tensorflow\.compat\.v[12]\.keras\b/, 'keras')
    .replace(/^tensorflow\.(optimizers|losses|metrics|initializers)\b/, 'keras.$1');
}
