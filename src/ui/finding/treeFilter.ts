import { CancelledError } from '../../graph/errors';
import type { TreeFilter } from '../../present/tree/facts';
import { shownProfiles } from '../../present/tree/reading';
import { createEmitter, type Emitter, type Listen } from '../../profiles/emitter';
import { narrowInbound, narrowOutbound } from '../../profiles/narrowedProfiles';
import { SearchEverywhere, type FoundInTenant, type SearchedTenant } from '../../profiles/searchEverywhere';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

const againAfterMs = 300;

interface Searched extends SearchedTenant {
  readonly session: TenantSession;
}

function searchedOf(session: TenantSession): Searched {
  return {
    id: session.context.id,
    session,
    tenants: session.profiles.tenants,
    inbound: () => shownProfiles(session.inbound),
    outbound: () => shownProfiles(session.outbound),
  };
}

async function narrowed({ tenant, inbound, outbound }: FoundInTenant<Searched>, query: string, signal: AbortSignal): Promise<TreeFilter> {
  return {
    inbound: inbound && (await narrowInbound(inbound, signal)),
    outbound: outbound && (await narrowOutbound(outbound, query, tenant.tenants, signal)),
  };
}

/** What the tree is narrowed to: found anew when lists or names change. */
export class ProfilesFilter {
  /** Told with the ids of the contexts in which something else is shown now. */
  readonly changed: Listen<readonly string[]>;
  private readonly emitter: Emitter<readonly string[]> = createEmitter();
  private readonly listening: { dispose(): unknown };
  private asked = '';
  private found: ReadonlyMap<string, TreeFilter> = new Map();
  private search: { readonly of: string; readonly search: SearchEverywhere<Searched> } | undefined;
  private stop = new AbortController();
  private waiting: NodeJS.Timeout | undefined;

  /** `failed`: searching has thrown. */
  constructor(
    private readonly sessions: TenantSessions,
    private readonly failed: (error: unknown) => void,
  ) {
    this.changed = this.emitter.listen;
    this.listening = sessions.changed(({ what }) => {
      if (this.asked !== '' && what !== 'fates' && what !== 'exports') {
        this.waiting ??= setTimeout(() => void this.find(), againAfterMs);
      }
    });
  }

  /** Empty when everything is shown. */
  get query(): string {
    return this.asked;
  }

  /** Undefined when everything is shown. A store that was read anew is not searched yet. */
  filterOf(session: TenantSession): TreeFilter | undefined {
    if (this.asked === '') {
      return undefined;
    }
    const { inbound, outbound } = this.found.get(session.context.id) ?? { inbound: undefined, outbound: undefined };
    return {
      inbound: inbound?.store === shownProfiles(session.inbound) ? inbound : undefined,
      outbound: outbound?.store === shownProfiles(session.outbound) ? outbound : undefined,
    };
  }

  /** Shows only what a query finds, and reads what is not read yet. An empty query shows everything. */
  async set(query: string): Promise<void> {
    this.asked = query.trim();
    this.found = new Map();
    this.search = this.asked === '' ? undefined : this.search;
    const { all } = this.sessions;
    for (const { inbound, outbound, profiles } of this.asked === '' ? [] : all) {
      void (inbound.kind === 'notLoaded' && profiles.load('inbound'));
      void (outbound.kind === 'notLoaded' && profiles.load('outbound'));
    }
    this.emitter.fire(all.map(({ context }) => context.id));
    await this.find();
  }

  dispose(): void {
    clearTimeout(this.waiting);
    this.stop.abort();
    this.listening.dispose();
  }

  private async find(): Promise<void> {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.stop.abort();
    const { signal } = (this.stop = new AbortController());
    const query = this.asked;
    if (query === '') {
      return;
    }
    try {
      const found = new Map<string, TreeFilter>();
      for (const each of await this.searchOf().find(query, signal)) {
        found.set(each.tenant.id, await narrowed(each, query, signal));
      }
      if (!signal.aborted) {
        this.found = found;
        this.emitter.fire([...found.keys()]);
      }
    } catch (error) {
      if (!(error instanceof CancelledError)) {
        this.failed(error);
      }
    }
  }

  /** The search over the sessions that there are: it knows what it has found before. */
  private searchOf(): SearchEverywhere<Searched> {
    const { all } = this.sessions;
    const of = all.map(({ context }) => context.id).join('\n');
    if (this.search?.of !== of) {
      this.search = { of, search: new SearchEverywhere(all.map(searchedOf)) };
    }
    return this.search.search;
  }
}
