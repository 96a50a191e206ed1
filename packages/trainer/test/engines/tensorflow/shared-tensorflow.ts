import { installTensorFlow } from '../../../src/engines/tensorflow/install.js';
import { sharedDataFolder } from '../../support/scratch-home.js';

/** Folder of TensorFlow's libraries; fetched into the checkout once, and found there by all later runs. */
export async function sharedTensorFlow(): Promise<string> {
  const { libraryFolder } = await installTensorFlow({ dataFolder: sharedDataFolder });
  return libraryFolder;
}
