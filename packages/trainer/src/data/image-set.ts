/** Pictures and their classes, kept as bytes; the engine gathers and scales them (`takeBytes`). */
export interface ImageSet {
  count: number;
  height: number;
  width: number;
  channels: number;
  classes: number;
  /** `[count, height, width, channels]`, 0–255. */
  images: Uint8Array;
  /** `[count]`, class numbers. */
  labels: Uint8Array;
}
