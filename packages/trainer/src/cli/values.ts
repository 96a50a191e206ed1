import { trainingConfig } from '@convscope/model';
import { InvalidArgumentError } from 'commander';
import { suggest } from './suggest.js';
import type { Say } from './texts.js';

/** Readers of what is written after an option; what does not fit throws the sentence that says why. */
export function values(say: Say) {
  const refuse = (why: string): never => {
    throw new InvalidArgumentError(why);
  };
  const oneOf = <T extends string>(text: string, known: readonly T[]): T => {
    // Keras takes “SGD” and “sgd” alike.
    const found = known.find((word) => word === text.toLowerCase());
    if (found !== undefined) return found;
    const word = suggest(text, known);
    const sentence = say('error.choice', { known: known.join(', ') });
    return refuse(word === undefined ? sentence : say('error.didYouMean', { sentence, word }));
  };
  return {
    /** A whole number within bounds, both included. */
    wholeNumber: (low: number, high: number) => (text: string) => {
      const value = Number(text);
      if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
      return refuse(say('error.number', { low, high }));
    },
    /** Any number from `low` (not itself, if `above`) to `high`. */
    number:
      (low: number, { above = false, high = Infinity } = {}) =>
      (text: string) => {
        const value = Number(text);
        const fits =
          text.trim() !== '' &&
          Number.isFinite(value) &&
          value <= high &&
          (above ? value > low : value >= low);
        if (fits) return value;
        if (high !== Infinity) return refuse(say('error.between', { low, high }));
        return refuse(say(above ? 'error.above' : 'error.atLeast', { low }));
      },
    /** `A-B`, from 0, both included; one number alone is that one. */
    range: (text: string): [number, number] => {
      const [, first, last] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
      const range: [number, number] = [Number(first), Number(last ?? first)];
      return first !== undefined && range[0] <= range[1] ? range : refuse(say('error.range'));
    },
    /** One of some words. */
    choice:
      <T extends string>(known: readonly T[]) =>
      (text: string): T =>
        oneOf(text, known),
    /** Some of some words, with commas between them. */
    choices:
      <T extends string>(known: readonly T[]) =>
      (text: string): T[] =>
        text.split(',').map((word) => oneOf(word.trim(), known)),
    /** Keras's `zoom_range`: one number z, which is `[1 − z, 1 + z]`, or `A-B`. */
    zoomRange: (text: string): [number, number] => {
      const [low = NaN, high] = text.split('-').map((part) => (part.trim() === '' ? NaN : Number(part)));
      const range: [number, number] = high === undefined ? [1 - low, 1 + low] : [low, high];
      return range[0] > 0 && range[0] <= range[1] && Number.isFinite(range[1])
        ? range
        : refuse(say('error.zoomRange'));
    },
    /** A model file inside the run's folder. */
    saveAs: (text: string): string =>
      trainingConfig.shape.saveAs.safeParse(text).success ? text : refuse(say('error.saveAs')),
    json: (text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch (error) {
        return refuse(say('error.json', { reason: (error as Error).message }));
      }
    },
  };
}
