import { ConvScopeError } from '../errors/error.js';
import type { Contract } from './contract.js';

/** A value that crossed the border, as its schema has it. Throws `unknown-method`, `invalid-message`. */
export function checked(
  contract: Contract,
  method: string,
  what: 'params' | 'result',
  value: unknown,
): unknown {
  const type = Object.hasOwn(contract, method) ? contract[method] : undefined;
  const schema = what === 'params' ? type?.params : type?.kind === 'request' ? type.result : undefined;
  if (!schema) throw new ConvScopeError('unknown-method', { method });
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const reason = `${what}.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
  throw new ConvScopeError('invalid-message', { method, reason });
}
