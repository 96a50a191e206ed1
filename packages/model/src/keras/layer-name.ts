/**
 * The name that Keras gives to the first layer of a class, in snake case: `AveragePooling2D` → `average_pooling2d`,
 * `LeakyReLU` → `leaky_re_lu`.
 */
export function snakeCase(className: string): string {
  const known = snakeCases.get(className);
  if (known !== undefined) return known;
  const name = className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  snakeCases.set(className, name);
  return name;
}

/** A script is read again at every keystroke, and has few classes. */
const snakeCases = new Map<string, string>();

/** Names as Keras counts them: `conv2d`, `conv2d_1`, … */
export function layerNames(): (className: string) => string {
  const counts = new Map<string, number>();
  return (className) => {
    const base = snakeCase(className);
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    return count === 0 ? base : `${base}_${count}`;
  };
}
