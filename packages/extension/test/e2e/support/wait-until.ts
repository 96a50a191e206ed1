import { setTimeout as pause } from 'node:timers/promises';
import { patience } from './window.js';

/** Reads again and again until the value fits; says what the last one was if it never does. */
export async function waitUntil<T>(
  what: string,
  read: () => Promise<T>,
  fits: (value: T) => boolean,
  ms = patience,
): Promise<T> {
  for (const deadline = Date.now() + ms; ;) {
    const value = await read();
    if (fits(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`Waited ${ms / 1000} s for ${what}; now it is ${String(value)}.`);
    await pause(100);
  }
}
