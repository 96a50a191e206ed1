import type { z } from 'zod';
import type { ErrorCode } from '../errors/catalogue.js';

interface Described {
  /** What it is for, in English: `docs/protocol.md` is made from it. */
  about: string;
}
/** What is known of a request besides its values. */
interface RequestNotes extends Described {
  /** The errors that it is answered with on purpose, besides those that any request can end with. */
  errors: readonly ErrorCode[];
  /** How long an answer may take, in ms; both sides hold it. */
  timeout: number;
}

/** A request: it is answered, fails with a `ConvScopeError`, times out, or ends with the connection. */
export interface RequestType<P extends z.ZodType, R extends z.ZodType> extends RequestNotes {
  kind: 'request';
  params: P;
  result: R;
}
/** A notification: sent, never answered. */
export interface NotificationType<P extends z.ZodType> extends Described {
  kind: 'notification';
  params: P;
}
/** What one side of a connection understands, by method name (`area/verb`). Only named methods exist. */
export type Contract = Record<string, RequestType<z.ZodType, z.ZodType> | NotificationType<z.ZodType>>;

/** What any request can end with, whatever its contract says. */
export const generalErrors: readonly ErrorCode[] = [
  'cancelled',
  'timeout',
  'disconnected',
  'invalid-message',
  'unknown-method',
  'too-many-requests',
  'not-greeted',
  'internal',
];

const defaultTimeout = 30_000;

export const request = <P extends z.ZodType, R extends z.ZodType>(
  params: P,
  result: R,
  { about = '', errors = [], timeout = defaultTimeout }: Partial<RequestNotes> = {},
): RequestType<P, R> => ({ kind: 'request', params, result, about, errors, timeout });
export const notification = <P extends z.ZodType>(params: P, about = ''): NotificationType<P> => ({
  kind: 'notification',
  params,
  about,
});

export type RequestsOf<C extends Contract> = {
  [M in keyof C as C[M] extends { kind: 'request' } ? M : never]: C[M] extends RequestType<infer P, infer R>
    ? { params: z.infer<P>; result: z.infer<R> }
    : never;
};
export type NotificationsOf<C extends Contract> = {
  [M in keyof C as C[M] extends { kind: 'notification' } ? M : never]: C[M] extends NotificationType<infer P>
    ? z.infer<P>
    : never;
};
