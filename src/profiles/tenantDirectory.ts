import type { Entity, GraphClient } from '../graph/client';
import { CancelledError, GraphError } from '../graph/errors';
import type { TenantInformation } from '../graph/resources';
import { Turns } from './turns';
import { createEmitter, type Emitter, type Listen } from './emitter';
import type { TenantNames } from './tenantNames';

/** What is known of a tenant. `readAt` in milliseconds since the epoch. Tenants are renamed: old answers are shown with their age. */
export type TenantState =
  | { readonly kind: 'notAsked' }
  | { readonly kind: 'loading'; readonly before: KnownTenant | undefined }
  | KnownTenant
  /** The service says that there is none: it no longer exists, or was never found under this id or domain. */
  | { readonly kind: 'notFound'; readonly readAt: number; readonly error: GraphError }
  | { readonly kind: 'failed'; readonly readAt: number; readonly error: Error; readonly before: KnownTenant | undefined };

export interface KnownTenant {
  readonly kind: 'known';
  readonly information: TenantInformation;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly readAt: number;
}

export interface FindTenantOptions {
  /** Only for this wait: the call goes on for others who wait for it, and is not made when nobody does. */
  readonly signal?: AbortSignal;
  /** Ask again when what is known is older, or when it failed. Without it, whatever is known will do, a failure too. */
  readonly maxAgeMs?: number;
}

export interface TenantDirectoryOptions {
  readonly concurrentCalls?: number;
  readonly now?: () => number;
}

type Ask = (signal: AbortSignal) => Promise<Entity<TenantInformation>>;

/** A call, and how many still wait for it. */
interface UnderWay {
  readonly interest: { count: number };
  readonly state: Promise<TenantState>;
}

/** Changes are told together: names come by the hundred. */
const tellAfterMs = 25;

const notAsked: TenantState = { kind: 'notAsked' };

/** Tenant information by id and by domain: asked once, kept, refreshable; one call at a time for each tenant, few at a time for all. */
export class TenantDirectory implements TenantNames {
  /** Keys whose state has changed: tenant ids and domains in lower case. */
  readonly changed: Listen<readonly string[]>;
  private readonly emitter: Emitter<readonly string[]> = createEmitter();
  private readonly states = new Map<string, TenantState>();
  private readonly underWay = new Map<string, UnderWay>();
  private readonly untold = new Set<string>();
  private readonly stopping = new AbortController();
  private readonly turns: Turns;
  private readonly now: () => number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private namesVersion = 0;

  constructor(
    private readonly client: GraphClient,
    options: TenantDirectoryOptions = {},
  ) {
    this.changed = this.emitter.listen;
    this.turns = new Turns(options.concurrentCalls ?? 16);
    this.now = options.now ?? Date.now;
  }

  /** Changes when a name does. */
  get version(): number {
    return this.namesVersion;
  }

  state(tenantId: string): TenantState {
    return this.states.get(keyOf(tenantId)) ?? notAsked;
  }

  /** What was last known of a tenant, also while it is asked for again or that failed. */
  known(tenantId: string): KnownTenant | undefined {
    return knownOf(this.state(tenantId));
  }

  /** Names under which a person may look for the tenant: display name, default domain, brand. Empty until they are known. */
  names(tenantId: string): readonly string[] {
    const information = this.known(tenantId)?.information;
    const names = [information?.displayName, information?.defaultDomainName, information?.federationBrandName];
    return names.filter((name): name is string => typeof name === 'string' && name !== '');
  }

  /** findTenantInformationByTenantId. A failure is a state. Throws CancelledError when `signal` is aborted. */
  find(tenantId: string, options: FindTenantOptions = {}): Promise<TenantState> {
    return this.ask(tenantId, options, (signal) => this.client.get('findTenantInformationByTenantId', { tenantId }, { signal }));
  }

  /** findTenantInformationByDomainName; what it finds is known by its tenant id as well. Throws CancelledError when `signal` is aborted. */
  async findByDomain(domainName: string, options: FindTenantOptions = {}): Promise<TenantState> {
    const state = await this.ask(domainName, options, (signal) =>
      this.client.get('findTenantInformationByDomainName', { domainName }, { signal }),
    );
    if (state.kind === 'known' && this.known(state.information.tenantId) === undefined) {
      this.set(keyOf(state.information.tenantId), state);
    }
    return state;
  }

  /** Asks for every tenant not yet known (or older than `maxAgeMs`). Throws CancelledError when `signal` is aborted. */
  async findAll(tenantIds: readonly string[], options: FindTenantOptions = {}): Promise<void> {
    await Promise.all(tenantIds.map((tenantId) => this.find(tenantId, options)));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.stopping.abort();
  }

  private async ask(name: string, { signal, maxAgeMs }: FindTenantOptions, ask: Ask): Promise<TenantState> {
    const key = keyOf(name);
    const state = this.states.get(key) ?? notAsked;
    if (this.isFresh(state, maxAgeMs)) {
      return state;
    }
    const call = this.underWay.get(key) ?? this.begin(key, ask);
    call.interest.count += 1;
    return signal === undefined ? call.state : untilAborted(call.state, signal, () => (call.interest.count -= 1));
  }

  private isFresh(state: TenantState, maxAgeMs: number | undefined): boolean {
    if (state.kind === 'notAsked' || state.kind === 'loading') {
      return false;
    }
    return maxAgeMs === undefined || (state.kind !== 'failed' && this.now() - state.readAt <= maxAgeMs);
  }

  private begin(key: string, ask: Ask): UnderWay {
    const earlier = this.states.get(key) ?? notAsked;
    const before = knownOf(earlier);
    const interest = { count: 0 };
    this.set(key, { kind: 'loading', before });
    const read = (): Promise<TenantState> => (interest.count > 0 ? this.read(ask, before) : Promise.resolve(earlier));
    const finish = (state: TenantState): TenantState => {
      this.underWay.delete(key);
      this.set(key, state);
      return state;
    };
    const call: UnderWay = {
      interest,
      state: Promise.resolve()
        .then(() => this.turns.take(read))
        .then(finish),
    };
    this.underWay.set(key, call);
    return call;
  }

  private async read(ask: Ask, before: KnownTenant | undefined): Promise<TenantState> {
    try {
      const { value, raw } = await ask(this.stopping.signal);
      return { kind: 'known', information: value, raw, readAt: this.now() };
    } catch (error) {
      const readAt = this.now();
      if (error instanceof GraphError && error.details.status === 404) {
        return { kind: 'notFound', readAt, error };
      }
      const failure = error instanceof Error ? error : new Error('The tenant could not be read.', { cause: error });
      return { kind: 'failed', readAt, error: failure, before };
    }
  }

  private set(key: string, state: TenantState): void {
    this.states.set(key, state);
    this.namesVersion += state.kind === 'known' ? 1 : 0;
    this.untold.add(key);
    this.timer ??= setTimeout(() => this.tell(), tellAfterMs);
  }

  private tell(): void {
    const keys = [...this.untold];
    this.untold.clear();
    this.timer = undefined;
    this.emitter.fire(keys);
  }
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function knownOf(state: TenantState): KnownTenant | undefined {
  switch (state.kind) {
    case 'known':
      return state;
    case 'loading':
    case 'failed':
      return state.before;
    case 'notAsked':
    case 'notFound':
      return undefined;
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal, aborted: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      aborted();
      reject(new CancelledError());
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
