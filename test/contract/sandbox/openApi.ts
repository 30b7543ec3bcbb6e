import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Operation } from '../../../src/graph/operation';
import { inRepository } from '../../support/places';

interface Reference {
  readonly $ref?: string;
}

interface ResponseObject extends Reference {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, ResponseObject>> }>>>>;
  readonly components: { readonly responses: Readonly<Record<string, ResponseObject>> };
}

/** `anyOf` a schema and any object at all would let everything through: the schema alone is meant. */
function strict(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(strict);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { anyOf } = value as { readonly anyOf?: readonly (Reference & { readonly type?: string })[] };
  const meant = anyOf?.filter((schema) => schema.type !== 'object' || schema.$ref !== undefined);
  return meant?.length === 1 ? strict(meant[0]) : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, strict(inner)]));
}

const document = strict(parse(readFileSync(inRepository('test', 'contract', 'openapi-shared-profiles.yaml'), 'utf8'))) as Document;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'openapi');

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(absolute);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === '$ref' ? `openapi${String(inner)}` : absolute(inner)]),
  );
}

function resolve(response: ResponseObject): ResponseObject {
  const name = response.$ref?.split('/').at(-1);
  return name === undefined ? response : (document.components.responses[name] ?? {});
}

const compiled = new Map<string, ValidateFunction>();

function validatorOf(key: string, schema: object): ValidateFunction {
  const validate = compiled.get(key) ?? ajv.compile(absolute(schema) as object);
  compiled.set(key, validate);
  return validate;
}

export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'undescribed' }
  | { readonly kind: 'withoutBody' }
  | { readonly kind: 'invalid'; readonly why: string };

/** What the OpenAPI description says of an answer: the exact status first, then its class. */
export function judge(operation: Operation, status: number, body: unknown): Verdict {
  const method = operation.method.toLowerCase();
  const responses = document.paths[operation.openApiPath]?.[method]?.responses ?? {};
  const key = String(status) in responses ? String(status) : `${Math.floor(status / 100)}XX`;
  const response = responses[key];
  if (!response) {
    return { kind: 'undescribed' };
  }
  const schema = resolve(response).content?.['application/json']?.schema;
  if (!schema) {
    return { kind: 'withoutBody' };
  }
  const validate = validatorOf(`${operation.id} ${key}`, schema);
  return validate(body) ? { kind: 'valid' } : { kind: 'invalid', why: ajv.errorsText(validate.errors) };
}
