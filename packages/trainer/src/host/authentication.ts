import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Whether an upgrade request may become a connection. Loopback is no border: any page in a browser may try
 * `ws://127.0.0.1`, and any local process may leave a header out. So the token is always needed; Origin (browsers
 * always send one, our clients never) and Host (DNS rebinding) are reasons to refuse besides.
 */
export function mayConnect(request: IncomingMessage, token: string, port: number): boolean {
  const { headers, url } = request;
  if (url !== '/') return false;
  if (headers.origin !== undefined) return false;
  if (!allowedHosts(port).has(headers.host ?? '')) return false;
  const [scheme, shown] = (headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && sameToken(shown ?? '', token);
}

const allowedHosts = (port: number) =>
  new Set(['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`));

function sameToken(shown: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(shown), digest(token));
}
