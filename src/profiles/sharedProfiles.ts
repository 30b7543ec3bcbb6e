import type { CallOptions, Completeness, GraphClient, Waiting } from '../graph/client';
import { CancelledError } from '../graph/errors';
import { createEmitter, type Emitter, type Listen } from './emitter';
import type { InboundProfiles } from './inboundProfiles';
import type { LoadOptions, LoadProgress } from './loading';
import { loadInboundProfiles } from './loadInboundProfiles';
import { loadOutboundProfiles } from './loadOutboundProfiles';
import { readTenantsOfUser } from './readTenantsOfUser';
import type { OutboundCompleteness, OutboundProfiles, TenantsOfUser } from './outboundProfiles';
import { readInboundProfile, type InboundReading } from './readInboundProfile';
import { TenantDirectory } from './tenantDirectory';

export type Direction = 'inbound' | 'outbound';

export interface Loaded<Profiles, Ending> {
  readonly kind: 'loaded';
  readonly profiles: Profiles;
  /** `partial` and why, when the list broke off on the way. */
  readonly completeness: Ending;
  /** Milliseconds since the epoch. */
  readonly loadedAt: number;
}

/** Where the reading of one collection stands. `before` is what an earlier reading had: true then, perhaps not now. */
export type Collection<Profiles, Ending> =
  | { readonly kind: 'notLoaded' }
  | {
      readonly kind: 'loading';
      /** Undefined until the first page is there. */
      readonly profiles: Profiles | undefined;
      readonly progress: LoadProgress;
      readonly waiting: Waiting | undefined;
      readonly before: Loaded<Profiles, Ending> | undefined;
    }
  | Loaded<Profiles, Ending>
  /** Nothing at all was read, or it was cancelled: `profiles` is what there was until then. */
  | {
      readonly kind: 'failed';
      readonly error: Error;
      readonly profiles: Profiles | undefined;
      readonly before: Loaded<Profiles, Ending> | undefined;
    };

export type InboundCollection = Collection<InboundProfiles, Completeness>;
export type OutboundCollection = Collection<OutboundProfiles, OutboundCompleteness>;

interface Slot<Profiles, Ending> {
  state: Collection<Profiles, Ending>;
  stop: AbortController | undefined;
  run: Promise<void> | undefined;
}

type Load<Profiles, Ending> = (options: LoadOptions<Profiles>) => Promise<{ readonly profiles: Profiles; readonly completeness: Ending }>;

const nothing: LoadProgress = { items: 0, unreadable: 0, calls: 0, callsExpected: undefined };

/** The shared user profiles of one context: both collections, where their reading stands, and the tenants that they name. */
export class SharedProfiles {
  readonly changed: Listen<Direction>;
  readonly tenants: TenantDirectory;
  private readonly batches = { refused: false };
  private readonly emitter: Emitter<Direction> = createEmitter();
  private readonly inboundSlot: Slot<InboundProfiles, Completeness> = { state: { kind: 'notLoaded' }, stop: undefined, run: undefined };
  private readonly outboundSlot: Slot<OutboundProfiles, OutboundCompleteness> = {
    state: { kind: 'notLoaded' },
    stop: undefined,
    run: undefined,
  };

  constructor(
    private readonly client: GraphClient,
    private readonly now: () => number = Date.now,
  ) {
    this.changed = this.emitter.listen;
    this.tenants = new TenantDirectory(client, { now });
  }

  get inbound(): InboundCollection {
    return this.inboundSlot.state;
  }

  get outbound(): OutboundCollection {
    return this.outboundSlot.state;
  }

  /** How many users of its own the tenant has at least: those in the outbound list. */
  get ownUsers(): number {
    const { state } = this.outboundSlot;
    return state.kind === 'notLoaded' ? 0 : (state.profiles?.size ?? 0);
  }

  /** Reads a collection that is not loaded; joins a reading under way. Never throws: how it ended is the state. */
  load(direction: Direction): Promise<void> {
    const slot = direction === 'inbound' ? this.inboundSlot : this.outboundSlot;
    return slot.state.kind === 'loaded' ? Promise.resolve() : this.refresh(direction);
  }

  /** Reads a collection anew; joins a reading under way. Never throws: how it ended is the state. */
  refresh(direction: Direction): Promise<void> {
    return direction === 'inbound'
      ? this.start(direction, this.inboundSlot, (options) => loadInboundProfiles(this.client, options))
      : this.start(direction, this.outboundSlot, (options) => loadOutboundProfiles(this.client, options, this.batches));
  }

  cancel(direction: Direction): void {
    (direction === 'inbound' ? this.inboundSlot : this.outboundSlot).stop?.abort();
  }

  /** Asks the service for one inbound person again. Throws CancelledError. */
  readInboundProfile(homeTenantId: string, userId: string, options: CallOptions = {}): Promise<InboundReading> {
    return readInboundProfile(this.client, homeTenantId, userId, options);
  }

  /** Asks the service again which tenants hold one user's data. Throws CancelledError. */
  readTenantsOfUser(userId: string, options: CallOptions = {}): Promise<TenantsOfUser> {
    return readTenantsOfUser(this.client, userId, options);
  }

  dispose(): void {
    this.cancel('inbound');
    this.cancel('outbound');
    this.tenants.dispose();
  }

  private start<Profiles, Ending extends Completeness | OutboundCompleteness>(
    direction: Direction,
    slot: Slot<Profiles, Ending>,
    load: Load<Profiles, Ending>,
  ): Promise<void> {
    slot.run ??= this.run(direction, slot, load).finally(() => {
      slot.run = undefined;
      slot.stop = undefined;
    });
    return slot.run;
  }

  private async run<Profiles, Ending extends Completeness | OutboundCompleteness>(
    direction: Direction,
    slot: Slot<Profiles, Ending>,
    load: Load<Profiles, Ending>,
  ): Promise<void> {
    const stop = new AbortController();
    slot.stop = stop;
    const before = loadedBefore(slot.state);
    let current: { progress: LoadProgress; profiles: Profiles | undefined; waiting: Waiting | undefined } = {
      progress: nothing,
      profiles: undefined,
      waiting: undefined,
    };
    const show = (change: Partial<typeof current>): void => {
      current = { ...current, ...change };
      this.set(direction, slot, { kind: 'loading', ...current, before });
    };
    show({});
    try {
      const loaded = await load({
        signal: stop.signal,
        onProgress: (progress, profiles) => show({ progress, profiles }),
        onWaiting: (waiting) => show({ waiting }),
      });
      const why = whyNothing(loaded.completeness);
      this.set(
        direction,
        slot,
        why === undefined
          ? { kind: 'loaded', ...loaded, loadedAt: this.now() }
          : { kind: 'failed', error: why, profiles: undefined, before },
      );
    } catch (error) {
      const failure = error instanceof Error ? error : new CancelledError();
      this.set(direction, slot, { kind: 'failed', error: failure, profiles: current.profiles, before });
    }
  }

  private set<Profiles, Ending>(direction: Direction, slot: Slot<Profiles, Ending>, state: Collection<Profiles, Ending>): void {
    slot.state = state;
    this.emitter.fire(direction);
  }
}

function loadedBefore<Profiles, Ending>(state: Collection<Profiles, Ending>): Loaded<Profiles, Ending> | undefined {
  switch (state.kind) {
    case 'loaded':
      return state;
    case 'loading':
    case 'failed':
      return state.before;
    case 'notLoaded':
      return undefined;
  }
}

/** Why not even a first page could be read. */
function whyNothing(completeness: Completeness | OutboundCompleteness): Error | undefined {
  const pages = 'users' in completeness ? completeness.users : completeness;
  return pages.kind === 'partial' && pages.pages === 0 ? pages.why : undefined;
}
