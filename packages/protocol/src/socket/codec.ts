import { Decoder, Encoder } from 'cbor-x/index-no-eval';

// The build of cbor-x without `new Function`: the same code runs under a strict CSP.
const options = { mapsAsObjects: true, useRecords: false, tagUint8Array: true } as const;
const encoder = new Encoder(options);
const decoder = new Decoder(options);

/** A message as one binary WebSocket frame: CBOR (RFC 8949), typed arrays as in RFC 8746. */
export function encodeFrame(message: unknown): Uint8Array {
  // Typed `Buffer`, which this package does not know; it is a Uint8Array in every runtime.
  return encoder.encode(message) as Uint8Array;
}

/** The message in a frame. Throws on anything that is not CBOR. */
export function decodeFrame(frame: Uint8Array): unknown {
  return decoder.decode(frame);
}
