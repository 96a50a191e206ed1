import type { Transport } from '../../src/index.js';

/** Two ends in memory; messages arrive in order, in a later turn, as over a wire. */
export function memoryTransports(): [Transport, Transport] {
  const ends = [0, 1].map(() => ({ message: [] as ((m: unknown) => void)[], close: [] as (() => void)[] }));
  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    queueMicrotask(() => ends.forEach((end) => end.close.forEach((listener) => listener())));
  };
  const make = (mine: number): Transport => ({
    send: (message) =>
      queueMicrotask(() => {
        if (open) ends[1 - mine]!.message.forEach((listener) => listener(structuredClone(message)));
      }),
    onMessage: (listener) => void ends[mine]!.message.push(listener),
    onClose: (listener) => void ends[mine]!.close.push(listener),
    close,
  });
  return [make(0), make(1)];
}
