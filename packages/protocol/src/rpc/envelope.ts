import * as z from 'zod';

/**
 * A JSON-RPC message as the other side may send it. vscode-jsonrpc trusts what its reader hands it (a
 * `$/cancelRequest` with null parameters throws out of it), so every envelope is parsed here first.
 */
const version = { jsonrpc: z.literal('2.0') };
const id = z.union([z.string().max(64), z.int()]);
const failure = z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() });

const cancel = z.object({ ...version, method: z.literal('$/cancelRequest'), params: z.object({ id }) });
/** jsonrpc's own messages start with `$/`; of them we know only the cancellation. */
const method = z
  .string()
  .max(64)
  .regex(/^[a-z][\w/]*$/i);

const call = z.object({ ...version, id, method, params: z.unknown().optional() });
const notice = z.object({ ...version, method, params: z.unknown().optional() });
/** jsonrpc drops an answer without a result and leaves its request waiting. */
const answer = z.object({ ...version, id, result: z.unknown().refine((value) => value !== undefined) });
const refusal = z.object({ ...version, id: id.nullable(), error: failure });

/** Which kind of envelope it claims to be decides which schema it must fit. */
export function parseEnvelope(message: unknown) {
  if (typeof message !== 'object' || message === null) return call.safeParse(message);
  if ('method' in message) {
    if (message.method === '$/cancelRequest') return cancel.safeParse(message);
    return 'id' in message ? call.safeParse(message) : notice.safeParse(message);
  }
  return 'error' in message ? refusal.safeParse(message) : answer.safeParse(message);
}
