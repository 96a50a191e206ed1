import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { wasmFolder } from '../../src/engines/wasm/wasm-folder.js';
import { readNpy } from '../support/npy.js';

/**
 * What TensorFlow.js itself predicts with the model in a folder (`model.json`, `weights.bin`) for these images.
 * It then saves the model in its own way, over the files.
 */
export async function predictInTfjs(folder: string, images: string): Promise<number[][]> {
  setWasmPaths(`${wasmFolder()}/`);
  if (!(await tf.setBackend('wasm'))) throw new Error('TensorFlow.js did not start its WebAssembly');
  const model = await loadLayersModel({
    load: async () => {
      const { modelTopology, weightsManifest } = JSON.parse(
        readFileSync(path.join(folder, 'model.json'), 'utf8'),
      ) as tf.io.ModelJSON;
      const bytes = readFileSync(path.join(folder, 'weights.bin'));
      return {
        modelTopology,
        weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
        weightData: Uint8Array.from(bytes).buffer,
      };
    },
  });
  await model.save(tf.io.withSaveHandler(async (saved) => save(folder, saved)));
  const { shape, values } = readNpy(images);
  const [count = 0, height = 0, width = 0, channels = 1] = shape;
  const batch = tf.tensor4d(
    Float32Array.from(values, (value) => value / 255),
    [count, height, width, channels],
  );
  const answer = model.predict(batch);
  if (Array.isArray(answer)) throw new Error('a model with one output was expected');
  return (await answer.array()) as number[][];
}

function save(
  folder: string,
  { modelTopology, weightSpecs, weightData }: tf.io.ModelArtifacts,
): tf.io.SaveResult {
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  writeFileSync(path.join(folder, 'model.json'), JSON.stringify({ modelTopology, weightsManifest }));
  const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
  writeFileSync(path.join(folder, 'weights.bin'), bytes);
  return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
}
