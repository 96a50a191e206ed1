import type { Numbers } from './numbers.js';
import type { Texts } from './texts.js';

/** `9.3 s`, `9 s` of whole seconds, `12 s`, `2 min 10 s`, `1 h 5 min`: never more exact than it is useful. */
export function duration(seconds: number, texts: Texts, numbers: Numbers): string {
  const whole = Math.max(0, Math.round(seconds));
  if (seconds < 9.95 && seconds > 0 && !Number.isInteger(seconds))
    return texts.seconds(numbers.fixed(seconds, 1));
  if (whole < 60) return texts.seconds(numbers.whole(whole));
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return texts.minutes(numbers.whole(minutes), numbers.whole(whole % 60));
  return texts.hours(numbers.whole(Math.floor(minutes / 60)), numbers.whole(minutes % 60));
}
