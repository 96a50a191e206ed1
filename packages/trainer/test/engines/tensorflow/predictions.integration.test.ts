import { assertWithin } from '../../../../model/test/comparison.js';
import { openTensorFlowEngine } from '../../../src/engines/tensorflow/engine.js';
import {
  comparePredictions,
  compareVerticalLine,
  compareTop1,
  predictedModels,
} from '../../support/predictions.js';
import { sharedTensorFlow } from './shared-tensorflow.js';

describe('the tensorflow engine sees what Keras sees', function () {
  this.timeout(600_000);
  before(async () => {
    await openTensorFlowEngine({ libraryFolder: await sharedTensorFlow(), threads: 2 });
  });

  it('in vertical-line', async () => assertWithin(await compareVerticalLine()));

  for (const name of predictedModels) {
    it(`in every layer of ${name}`, async () => assertWithin(await comparePredictions(name)));
  }
  for (const name of predictedModels) {
    it(`in all test images with ${name}`, async () => assertWithin([await compareTop1(name)]));
  }
});
