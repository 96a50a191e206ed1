import * as z from 'zod';

interface JsonSchema {
  named?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  default?: unknown;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
}

/** A schema as one reads a type, as it is sent: `{ runId: RunId, from: integer ≥ 0, seed?: integer }`. */
export function typeText(schema: z.ZodType, names: ReadonlyMap<unknown, string>): string {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override({ zodSchema, jsonSchema }) {
      const name = names.get(zodSchema);
      const { Class: held } = zodSchema._zod.bag as { Class?: { name: string } };
      const named = name ?? held?.name;
      // The schema that is asked for is to be spelled out, not named.
      if (named !== undefined && (zodSchema as unknown) !== schema) Object.assign(jsonSchema, { named });
    },
  });
  return text(json as JsonSchema);
}

function text(schema: JsonSchema): string {
  if (schema.named !== undefined) return schema.named;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const among = schema.anyOf ?? schema.oneOf;
  if (among) return among.map(text).join(' | ');
  if (schema.type === 'array') return `array of ${inBrackets(text(schema.items ?? {}))}`;
  if (schema.type === 'object') return objectText(schema);
  if (schema.type === 'integer' || schema.type === 'number') return numberText(schema);
  if (schema.type === 'string' && schema.pattern !== undefined) return `string like ${schema.pattern}`;
  return schema.type ?? 'anything';
}

function objectText({ properties = {}, required = [], additionalProperties }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, field]) => {
    const given = field.default === undefined ? '' : ` = ${JSON.stringify(field.default)}`;
    return `${name}${required.includes(name) ? '' : '?'}: ${text(field)}${given}`;
  });
  if (typeof additionalProperties === 'object' && fields.length === 0)
    return `{ [name]: ${text(additionalProperties)} }`;
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function numberText({ type, minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  const isBound = (value?: number): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (isBound(minimum) && isBound(maximum)) return `${type} ${minimum}–${maximum}`;
  if (isBound(minimum)) return `${type} ≥ ${minimum}`;
  if (isBound(exclusiveMinimum)) return `${type} > ${exclusiveMinimum}`;
  return type ?? '';
}

const inBrackets = (inner: string) => (inner.includes(' | ') ? `(${inner})` : inner);
