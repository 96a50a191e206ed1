import 'vscode-jsonrpc/node';
import { once } from 'node:events';
import {
  connect,
  greet,
  trainerClientMethods,
  trainerMethods,
  type Connection,
  type HostFile,
  type RunEvent,
  type RunEventOf,
} from '@convscope/protocol';
import { socketTransport } from '@convscope/protocol/socket';
import { WebSocket } from 'ws';

/** A client of a trainer host over a real socket, that keeps what it was told of each run. */
export class TrainerClient {
  private readonly events = new Map<string, RunEvent[]>();
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly socket: WebSocket,
    readonly connection: Connection<typeof trainerMethods>,
  ) {}

  static async open(address: HostFile): Promise<TrainerClient> {
    const socket = new WebSocket(address.url, {
      headers: { authorization: `Bearer ${address.token}` },
      perMessageDeflate: false,
    });
    await once(socket, 'open');
    let client: TrainerClient | undefined = undefined;
    const connection = connect({
      transport: socketTransport(socket),
      local: trainerClientMethods,
      remote: trainerMethods,
      handlers: { 'run/events': ({ runId, events }) => client?.add(runId, events) },
    });
    client = new TrainerClient(socket, connection);
    await greet(connection, 'test');
    return client;
  }

  eventsOf(runId: string): RunEvent[] {
    let events = this.events.get(runId);
    if (!events) this.events.set(runId, (events = []));
    return events;
  }

  /** The first event of the run of this type (and more, if `fits` asks), once it came. */
  async waitFor<T extends RunEvent['type']>(
    runId: string,
    type: T,
    fits: (event: RunEventOf<T>) => boolean = () => true,
  ): Promise<RunEventOf<T>> {
    for (;;) {
      for (const event of this.eventsOf(runId)) {
        if (event.type === type && fits(event as RunEventOf<T>)) return event as RunEventOf<T>;
      }
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** As a network that breaks: no closing handshake. */
  cut(): void {
    this.socket.terminate();
  }

  close(): void {
    this.connection.close();
  }

  private add(runId: string, events: RunEvent[]): void {
    this.eventsOf(runId).push(...events);
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
