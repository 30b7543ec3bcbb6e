import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CloudName } from '../../src/graph/clouds';
import type { Operation } from '../../src/graph/operation';
import { operation, operationIds, operations } from '../../src/graph/operations';

type Json = Readonly<Record<string, unknown>>;

interface Described {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly parameters: readonly Json[];
  readonly body: Json;
}

const description = parse(readFileSync(join(import.meta.dirname, 'openapi-shared-profiles.yaml'), 'utf8')) as Json;

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** What a `$ref` points to; anything else as it is. */
function resolved(value: unknown): Json {
  const { $ref } = object(value);
  if (typeof $ref !== 'string') {
    return object(value);
  }
  return $ref
    .slice(2)
    .split('/')
    .reduce((at: Json, name) => object(at[name]), description);
}

function schemaName(value: unknown): string | undefined {
  const { $ref, anyOf, oneOf } = object(value);
  return typeof $ref === 'string'
    ? $ref.split('/').at(-1)
    : [...list(anyOf), ...list(oneOf)].map(schemaName).find((name) => name !== undefined);
}

const documented: readonly Described[] = Object.entries(object(description['paths'])).flatMap(([path, entry]) => {
  const item = object(entry);
  return (['get', 'post', 'patch', 'put', 'delete'] as const)
    .filter((method) => item[method] !== undefined && object(item[method])['x-undocumented'] !== true)
    .map((method) => {
      const body = object(item[method]);
      const parameters = [...list(item['parameters']), ...list(body['parameters'])].map(resolved);
      return { path, method: method.toUpperCase() as Described['method'], parameters, body };
    });
});

function describedAs(row: Operation): Described {
  const found = documented.find(({ path, method }) => path === row.openApiPath && method === row.method);
  assert.ok(found, `${row.method} ${row.openApiPath} is not in the description`);
  return found;
}

function names(parameters: readonly Json[], place: string): readonly string[] {
  return parameters.filter((parameter) => parameter['in'] === place).map(({ name }) => String(name));
}

function permissions(body: Json, scheme: 'delegated' | 'application'): readonly string[] {
  return list(body['security']).flatMap((requirement) => texts(requirement[scheme]));
}

function cloudsOf(body: Json): readonly CloudName[] {
  const clouds = object(body['x-graph-national-clouds']);
  const keys: Readonly<Record<CloudName, string>> = { Global: 'global', USGov: 'usGovL4', USGovDoD: 'usGovL5DoD', China: 'china21Vianet' };
  const all = Object.keys(keys) as CloudName[];
  return body['x-graph-national-clouds'] === undefined ? all : all.filter((name) => clouds[keys[name]] === true);
}

function schemaOf(body: Json, status: string): unknown {
  const content = object(resolved(object(body['responses'])[status])['content']);
  return object(content['application/json'])['schema'];
}

function rowSchema(name: string | undefined): string | undefined {
  const collection = object(object(object(description['components'])['schemas'])[name ?? '']);
  const value = list(collection['allOf']).map((part) => object(object(part['properties'])['value'])['items']);
  return value.map(schemaName).find((item) => item !== undefined);
}

describe('the operation table and the published description', () => {
  it('have the same operations: every documented one, and no undocumented one', () => {
    const inTable = operationIds.map((id) => `${operation(id).method} ${operation(id).openApiPath}`).sort();
    assert.deepEqual(inTable, documented.map(({ method, path }) => `${method} ${path}`).sort());
    assert.ok(documented.length >= 14);
  });

  for (const id of operationIds) {
    const row = operation(id);
    describe(row.title, () => {
      const { parameters, body } = describedAs(row);

      it('has the same path parameters, and our path is the described one with our names', () => {
        assert.deepEqual(
          row.pathParameters.map(({ openApi }) => openApi),
          names(parameters, 'path'),
        );
        const renamed = row.pathParameters.reduce((path, { name, openApi }) => path.replace(`{${openApi}}`, `{${name}}`), row.openApiPath);
        assert.equal(row.path, renamed);
      });

      it('has the same query options, and asks by default only for what is described', () => {
        assert.deepEqual(row.queryOptions, names(parameters, 'query'));
        assert.ok(row.select.length === 0 || row.queryOptions.includes('$select'));
      });

      it('has the same body parameters', () => {
        const content = object(object(body['requestBody'])['content']);
        const schema = resolved(object(content['application/json'])['schema']);
        assert.deepEqual(
          row.bodyParameters.map(({ name }) => name),
          Object.keys(object(schema['properties'])),
        );
      });

      it('has the same permissions, least first', () => {
        assert.deepEqual(row.permissions.application, permissions(body, 'application'));
        const { least, higher } = object(object(body['x-graph-permissions'])['delegatedWork']);
        const [first, ...more] = row.permissions.delegated;
        if (id === 'batch') {
          assert.equal(first, undefined);
        } else {
          assert.equal(first, least);
          assert.ok(more.every((permission) => texts(higher).includes(permission)));
          assert.ok(permissions(body, 'delegated').every((permission) => row.permissions.delegated.some((own) => own === permission)));
        }
      });

      it('has the same role, and says where own data needs none', () => {
        const roles = typeof body['x-graph-entra-roles'] === 'string' ? body['x-graph-entra-roles'] : 'None required';
        if (id !== 'getDataPolicyOperation') {
          assert.match(roles, new RegExp(row.role ?? 'None required'));
        }
        assert.equal(row.ownDataPermissions.length > 0 && row.effect === 'read', roles.includes('can read their own'));
        assert.equal(row.ownDataPermissions.length > 0 && row.effect === 'remove', roles.includes('removal of their own'));
      });

      it('is in the same clouds and versions', () => {
        assert.deepEqual(row.clouds, cloudsOf(body));
        assert.deepEqual(row.versions, body['x-graph-versions'] ?? ['beta']);
      });

      it('has the same cmdlet and its parameters', () => {
        const shown = body['x-graph-powershell'];
        if (typeof shown === 'string') {
          const [name = '', ...rest] = shown.split(' ');
          assert.match(row.cmdlet.name, new RegExp(`^${name.replace('[Beta]', '(?:Beta)?')}$`));
          const described = rest.join(' ').match(/-(\w+Id|StorageLocation)\b/g) ?? [];
          const own = [...row.pathParameters, ...row.bodyParameters].map(({ cmdlet }) => `-${cmdlet}`);
          assert.ok(
            described.every((parameter) => own.includes(parameter)),
            own.join(),
          );
        } else {
          assert.ok(['getMe', 'listOrganization', 'batch'].includes(id));
        }
      });

      it('has the same answer', () => {
        switch (row.answer.kind) {
          case 'collection':
            assert.equal(rowSchema(schemaName(schemaOf(body, '2XX'))), `microsoft.graph.${row.answer.of}`);
            assert.equal(object(body['x-ms-pageable'])['nextLinkName'], '@odata.nextLink');
            break;
          case 'entity':
            assert.equal(schemaName(schemaOf(body, '2XX') ?? schemaOf(body, '200'))?.replace('microsoft.graph.', ''), row.answer.of);
            break;
          case 'accepted':
            assert.ok('Location' in object(object(object(body['responses'])['202'])['headers']));
            assert.equal(operations[row.answer.poll].answer.kind, 'entity');
            break;
          case 'empty':
            assert.ok('204' in object(body['responses']));
        }
      });
    });
  }
});

describe('the operation table in itself', () => {
  it('lets nothing that changes data be repeated when the service may have done it', () => {
    for (const id of operationIds) {
      const { effect, repeat, method } = operation(id);
      assert.equal(repeat, effect === 'read' ? 'safe' : 'notExecuted', id);
      assert.equal(method, effect === 'read' && id !== 'batch' ? 'GET' : 'POST', id);
    }
  });

  it('names in every path exactly its parameters, and marks where a secret is sent', () => {
    for (const id of operationIds) {
      const { path, pathParameters, bodyParameters } = operation(id);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(
        inPath,
        pathParameters.map(({ name }) => name),
      );
      assert.ok(bodyParameters.every(({ name, secret }) => secret === (name === 'storageLocation')));
    }
  });
});
