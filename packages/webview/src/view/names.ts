import { datasetNames, lessonById, type DatasetId } from '@convscope/model';
import { engineNames, type PanelState, type RunEventOf } from '@convscope/protocol';
import type { RunRecord } from '../run/record.js';

/** The name of the data set that a panel's lesson trains on, or its run does; `null` where nothing is trained. */
export function datasetName(panel: PanelState | null, run: RunRecord | null): string | null {
  const dataset = run?.created?.dataset ?? lessonById(panel?.lesson ?? '')?.training?.dataset.name;
  if (dataset === undefined) return null;
  return dataset in datasetNames ? datasetNames[dataset as DatasetId] : dataset;
}

/** `TensorFlow 2.21`, `WebGPU (TensorFlow.js 4.22)`: a patch level says nothing to a learner. */
export function engineTitle({ engine, version }: RunEventOf<'engine'>): string {
  const short = version.replace(/^(\d+\.\d+)\.\d+.*$/, '$1');
  return engine === 'tensorflow'
    ? `${engineNames.tensorflow} ${short}`
    : `${engineNames[engine]} (TensorFlow.js ${short})`;
}
