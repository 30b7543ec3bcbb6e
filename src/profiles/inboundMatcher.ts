import { CancelledError } from '../graph/errors';
import type { InboundProfiles } from './inboundProfiles';
import { InboundStore } from './inboundStore';
import { createBreather } from './loading';
import type { Found } from './listHit';
import type { ListEntry } from './parseList';
import { listedRows, noRows, type RowNumbers } from './rowNumbers';
import type { TenantNames } from './tenantNames';

const rowsBetweenBreaths = 1024;

/** Looks entries up among inbound people. User principal names and domains are gathered in one run over the rows. */
export class InboundMatcher {
  private readonly byPrincipal = new Map<string, number[]>();
  private readonly byDomain = new Map<string, number[]>();
  private readonly tenantsByName = new Map<string, string[]>();

  private constructor(private readonly store: InboundStore) {}

  /** Throws CancelledError. */
  static async create(
    profiles: InboundProfiles,
    entries: readonly ListEntry[],
    tenantNames: TenantNames,
    signal?: AbortSignal,
  ): Promise<InboundMatcher> {
    const matcher = new InboundMatcher(InboundStore.from(profiles));
    for (const { text, kind } of entries) {
      if (kind === 'userPrincipalName') {
        matcher.byPrincipal.set(text.toLowerCase(), []);
      } else if (kind === 'domain') {
        matcher.byDomain.set(text.toLowerCase(), []);
      }
    }
    for (const { tenantId } of profiles.homeTenants()) {
      for (const name of tenantNames.names(tenantId)) {
        const key = name.toLowerCase();
        matcher.tenantsByName.set(key, [...(matcher.tenantsByName.get(key) ?? []), tenantId]);
      }
    }
    await matcher.gather(signal);
    return matcher;
  }

  match({ text, kind }: ListEntry): Found {
    const key = text.toLowerCase();
    switch (kind) {
      case 'userPrincipalName':
        return this.person(this.byPrincipal.get(key) ?? []);
      case 'domain':
        return this.organisations(this.tenantsByName.get(key) ?? [], this.byDomain.get(key) ?? []);
      case 'id':
      case 'other': {
        const people = this.store.rowsOfUserId(text);
        return people.length > 0 ? this.person(people) : this.organisations([text, ...(this.tenantsByName.get(key) ?? [])], []);
      }
    }
  }

  private organisations(tenantIds: readonly string[], ofDomain: readonly number[]): Found {
    const met = tenantIds
      .map((tenantId) => ({ tenantId, rows: this.store.rowsOfHomeTenant(tenantId) }))
      .filter(({ rows }) => rows.length > 0);
    return {
      rows: united([listed(ofDomain), ...met.map(({ rows }) => rows)]),
      severalPeople: false,
      tenantIds: met.map(({ tenantId }) => tenantId),
    };
  }

  private person(rows: readonly number[]): Found {
    const people = new Set(
      rows.map((row) => {
        const { homeTenantId, userId } = this.store.row(row);
        return `${homeTenantId.toLowerCase()}\n${userId.toLowerCase()}`;
      }),
    );
    return { rows: listed(rows), severalPeople: people.size > 1 };
  }

  private async gather(signal: AbortSignal | undefined): Promise<void> {
    const { columns } = this.store;
    const wanted = new Set([...this.byDomain.keys(), ...[...this.byPrincipal.keys()].map((text) => text.slice(text.lastIndexOf('@') + 1))]);
    const domainKeys: (string | undefined)[] = Array.from({ length: columns.domains.size }, (_, number) => {
      const key = columns.domains.text(number).toLowerCase();
      return wanted.has(key) ? key : undefined;
    });
    const breathe = createBreather();
    for (let row = 0; row < this.store.size; row += 1) {
      if (row % rowsBetweenBreaths === 0) {
        await breathe();
        if (signal?.aborted === true) {
          throw new CancelledError();
        }
      }
      const domain = domainKeys[columns.domain(row)];
      if (domain !== undefined) {
        this.byDomain.get(domain)?.push(row);
        this.byPrincipal.get(this.store.userPrincipalName(row).toLowerCase())?.push(row);
      }
    }
  }
}

function listed(rows: readonly number[]): RowNumbers {
  return rows.length === 0 ? noRows : listedRows(Uint32Array.from(rows));
}

function united(parts: readonly RowNumbers[]): RowNumbers {
  const full = parts.filter(({ length }) => length > 0);
  return full.length < 2 ? (full[0] ?? noRows) : listedRows(Uint32Array.from(new Set(full.flatMap((part) => [...part]))).sort());
}
