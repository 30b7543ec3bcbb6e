import { join } from 'node:path';
import type { JsonObject } from './documents';
import { isObject, readDocument, textField, timeField } from './documents';
import { EvidenceError, isMissing } from './errors';
import { failureFrom } from './failure';
import { environmentFrom } from './case';
import type { ListRecord, OutboundRecord, SnapshotContext, SnapshotRecord, TenantsRecord } from './snapshot';
import { snapshotFiles, snapshotFormat } from './snapshot';

export interface ReadRecord {
  readonly record: SnapshotRecord;
  /** SHA-256 of each file beside the record, as it was written. */
  readonly hashes: ReadonlyMap<string, string>;
}

class Fields {
  constructor(
    private readonly value: JsonObject,
    private readonly path: string,
  ) {}

  part(field: string): Fields {
    const part = this.value[field];
    if (isObject(part)) {
      return new Fields(part, this.path);
    }
    throw new EvidenceError({ kind: 'field', field, wanted: 'object' }, 'damaged', { path: this.path });
  }

  text(field: string): string {
    return textField(this.value, field, this.path);
  }

  time(field: string): string {
    return timeField(this.value, field, this.path);
  }

  textOrNull(field: string): string | null {
    const text = this.value[field];
    return typeof text === 'string' ? text : null;
  }

  count(field: string): number {
    const count = this.value[field];
    if (typeof count === 'number' && Number.isInteger(count) && count >= 0) {
      return count;
    }
    throw new EvidenceError({ kind: 'field', field, wanted: 'count' }, 'damaged', { path: this.path });
  }

  raw(field: string): unknown {
    return this.value[field];
  }
}

function contextFrom(fields: Fields, path: string): SnapshotContext {
  const environment = environmentFrom(fields.raw('environment'));
  if (environment === undefined) {
    throw new EvidenceError({ kind: 'environmentUnknown' }, 'damaged', { path });
  }
  return {
    contextId: fields.text('contextId'),
    environment,
    tenantId: fields.text('tenantId'),
    displayName: fields.textOrNull('displayName'),
    defaultDomainName: fields.textOrNull('defaultDomainName'),
    readAs: fields.text('readAs'),
    clientId: fields.text('clientId'),
  };
}

/** Whatever does not say `complete` is partial. */
function completenessOf(fields: Fields): 'complete' | 'partial' {
  return fields.raw('completeness') === 'complete' ? 'complete' : 'partial';
}

function listFrom(fields: Fields): ListRecord {
  const completeness = completenessOf(fields);
  return {
    completeness,
    pages: fields.count('pages'),
    readable: fields.count('readable'),
    unreadable: fields.count('unreadable'),
    retries: fields.count('retries'),
    why: completeness === 'complete' ? null : failureFrom(fields.raw('why')),
  };
}

function outboundFrom(fields: Fields): OutboundRecord {
  return {
    completeness: completenessOf(fields),
    users: listFrom(fields.part('users')),
    tenantsKnown: fields.count('tenantsKnown'),
    tenantsFailed: fields.count('tenantsFailed'),
    tenantsPending: fields.count('tenantsPending'),
    tenantsUnreadable: fields.count('tenantsUnreadable'),
  };
}

function tenantsFrom(fields: Fields): TenantsRecord {
  return { met: fields.count('met'), known: fields.count('known'), notFound: fields.count('notFound'), failed: fields.count('failed') };
}

function hashesFrom(files: unknown): ReadonlyMap<string, string> {
  const named = Array.isArray(files) ? files.filter(isObject) : [];
  return new Map(
    named.flatMap(({ name, sha256 }) => (typeof name === 'string' && typeof sha256 === 'string' ? [[name, sha256] as const] : [])),
  );
}

/** Reads the record of a snapshot folder. Throws EvidenceError: `missing` when it is no snapshot, `newerFormat`, `damaged`. */
export async function readSnapshotRecord(folder: string): Promise<ReadRecord> {
  const path = join(folder, snapshotFiles.record);
  const document = await readDocument(path, snapshotFormat).catch((error: unknown) => {
    if (!isMissing(error)) {
      throw error;
    }
    throw new EvidenceError({ kind: 'noSnapshot' }, 'missing', { path: folder, cause: error });
  });
  const fields = new Fields(document, path);
  const application = fields.part('application');
  const record: SnapshotRecord = {
    application: { name: application.text('name'), version: application.text('version') },
    context: contextFrom(fields.part('context'), path),
    startedAt: fields.time('startedAt'),
    endedAt: fields.time('endedAt'),
    inbound: listFrom(fields.part('inbound')),
    outbound: outboundFrom(fields.part('outbound')),
    tenants: tenantsFrom(fields.part('tenants')),
  };
  return { record, hashes: hashesFrom(fields.raw('files')) };
}
