/** How often events alone bring the page up to date, in ms: figures that change faster cannot be read. */
const calm = 100;

/**
 * Draws at most once an animation frame however often something changes: at once for what a person did, within
 * `calm` for what the run did.
 */
export function createFrames(draw: () => void): (when: 'now' | 'soon') => void {
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let drawnAt = -Infinity;

  function run(): void {
    frame = null;
    drawnAt = performance.now();
    draw();
  }

  return (when) => {
    if (frame !== null) return;
    const wait = when === 'now' ? 0 : drawnAt + calm - performance.now();
    if (wait <= 0) {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      frame = requestAnimationFrame(run);
      return;
    }
    timer ??= setTimeout(() => {
      timer = null;
      frame ??= requestAnimationFrame(run);
    }, wait);
  };
}
