import { NotificationType, ParameterStructures, RequestType } from 'vscode-jsonrpc';

/** JSON-RPC's types of our methods: parameters are always one object, by name. */
export const requestType = (method: string) =>
  new RequestType<unknown, unknown, unknown>(method, ParameterStructures.byName);
export const notificationType = (method: string) =>
  new NotificationType<unknown>(method, ParameterStructures.byName);

/** The JSON-RPC error code under which our own errors travel; what matters is `data`: code and arguments. */
export const ourError = -32_000;
