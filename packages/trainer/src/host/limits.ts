/** What the host lets others take of it. All that may be lowered, so that tests need not wait or send gigabytes. */
export interface HostLimits {
  /** Connections that have not shown the token yet; of one more, the oldest is dropped. */
  strangers: number;
  /** How long (ms) a connection may take to show the token. */
  handshake: number;
  /** A refusal is not answered before this time (ms) has passed. */
  refusalDelay: number;
  /** Refusals that one address is answered within `refusalWindow` (ms); after that it is cut off without a word. */
  refusals: number;
  refusalWindow: number;
  /** Clients at once. */
  clients: number;
  /** How long (ms) a client may take to greet. */
  greeting: number;
  /** Bytes on their way to a client: above them media waits, events wait, the connection is closed. */
  media: number;
  events: number;
  connection: number;
}

export const hostLimits: HostLimits = {
  strangers: 32,
  handshake: 10_000,
  refusalDelay: 100,
  refusals: 5,
  refusalWindow: 60_000,
  clients: 64,
  greeting: 5_000,
  media: 1 << 20,
  events: 8 << 20,
  connection: 32 << 20,
};
