/** How much a new batch counts in the smoothed time an image takes. */
const weightOfNewest = 0.05;

/**
 * Images per second, smoothed: a moving mean over about the last twenty batches. The first batch, in which an engine
 * still prepares, counts only until there is a second.
 * @returns what takes each batch's size and time in ms, and gives the rate so far
 */
export function throughput(): (samples: number, ms: number) => number {
  let weight = 0;
  let msPerSample = 0;
  let first = true;
  return (samples, ms) => {
    if (first) {
      first = false;
      return (samples / ms) * 1000;
    }
    // Early on there is little to average over: the weights so far are made to add up to 1.
    weight = weight * (1 - weightOfNewest) + weightOfNewest;
    msPerSample += (ms / samples - msPerSample) * (weightOfNewest / weight);
    return 1000 / msPerSample;
  };
}
