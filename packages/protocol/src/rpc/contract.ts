import type { z } from 'zod';

/** A request: it is answered, fails with a `ConvScopeError`, times out, or ends with the connection. */
export interface RequestType<P extends z.ZodType, R extends z.ZodType> {
  kind: 'request';
  params: P;
  result: R;
}
/** A notification: sent, never answered. */
export interface NotificationType<P extends z.ZodType> {
  kind: 'notification';
  params: P;
}
/** What one side of a connection understands, by method name (`area/verb`). Only named methods exist. */
export type Contract = Record<string, RequestType<z.ZodType, z.ZodType> | NotificationType<z.ZodType>>;

export const request = <P extends z.ZodType, R extends z.ZodType>(
  params: P,
  result: R,
): RequestType<P, R> => ({
  kind: 'request',
  params,
  result,
});
export const notification = <P extends z.ZodType>(params: P): NotificationType<P> => ({
  kind: 'notification',
  params,
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
