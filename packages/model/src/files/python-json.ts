/** Settings that Keras takes only as Python's `float`, where they are written as JSON. */
const FLOATS =
  /"(learning_rate|initial_learning_rate|end_learning_rate|momentum|rho|beta_1|beta_2|epsilon|weight_decay|decay_rate|power|alpha|rate)":(-?\d+)(?=[,}])/g;

/**
 * JSON that Keras reads: `"momentum":0.0`, not `0`, which Python takes for a whole number, and Keras then refuses.
 * (In a text, the quotes that the pattern begins with would be escaped.)
 */
export function pythonJson(value: unknown): string {
  return JSON.stringify(value).replace(FLOATS, '"$1":$2.0');
}
