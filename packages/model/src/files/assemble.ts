import { describeModel } from '../describe/describe-model.js';
import type { ModelDescription } from '../description.js';
import { readCompile } from './compile-config.js';
import { readConfig } from './config-json.js';
import {
  weightPlaces,
  type FileWarning,
  type ModelFile,
  type ModelFormat,
  type SavedWeight,
} from './model-file.js';
import type { ReadOptimizer } from './saved-optimizer.js';

/** How a kind of file gives what belongs to a network, once that is known. */
export interface FileParts {
  compile: unknown;
  kerasVersion: string | null;
  weights(description: ModelDescription): SavedWeight[];
  /** Left out where the kind keeps no optimizer. */
  optimizer?: ReadOptimizer;
}

/** The network first: what does not fit it is not read, and nothing is made as large as a file only says it is. */
export function assemble(format: ModelFormat, value: unknown, parts: FileParts): ModelFile {
  const config = readConfig(value);
  const description = describeModel(config);
  const weights = parts.weights(description);
  const { compile, warnings } = readCompile(parts.compile);
  const trained = compile && parts.optimizer?.(compile.optimizer, weightPlaces(description));
  return {
    format,
    config,
    description,
    weights,
    compile,
    optimizer: trained?.optimizer ?? null,
    kerasVersion: parts.kerasVersion,
    warnings: [...weights.flatMap(notFinite), ...warnings, ...(trained?.warnings ?? [])],
  };
}

function notFinite({ layer, name, values }: SavedWeight): FileWarning[] {
  return values.every(Number.isFinite) ? [] : [{ kind: 'not-finite', layer, weight: name }];
}
