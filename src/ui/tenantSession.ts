import type { FollowedExport } from '../actions/exportWatch';
import type { CallRecord, GraphClient } from '../graph/client';
import { createGraphClient } from '../graph/createGraphClient';
import { createTenantGate } from '../graph/throttleGate';
import type { Permit } from '../graph/tokenSource';
import type { TenantInformation } from '../graph/resources';
import type { ContextFacts } from '../present/contextDocument';
import type { Circumstances } from '../present/explanation';
import type { Removable, TreeContext } from '../present/tree/facts';
import type { Fate } from '../present/tree/nodes';
import { SharedProfiles, type InboundCollection, type OutboundCollection } from '../profiles/sharedProfiles';
import type { Context } from '../signin/context';
import type { Contexts } from '../signin/contexts';
import { endpointsOf } from '../signin/environment';

export type SessionChange = 'context' | 'inbound' | 'outbound' | 'names' | 'fates' | 'exports';

const fateKey = (removable: Removable): string => JSON.stringify(Object.entries(removable).sort()).toLowerCase();

/** One signed-in tenant at work: its client, its shared profiles, and what became of the removed ones. */
export class TenantSession implements TreeContext {
  readonly client: GraphClient;
  readonly profiles: SharedProfiles;
  private readonly fates = new Map<string, Fate>();
  private followed: readonly FollowedExport[] = [];

  constructor(
    private readonly signedIn: Context,
    private readonly contexts: Contexts,
    onCall: (record: CallRecord) => void,
    private readonly tell: (what: SessionChange) => void,
    permitOfCase: (context: Context) => Permit,
  ) {
    const gate = createTenantGate();
    const [permit, permitInCase] = [contexts.permitOf(signedIn.id), permitOfCase(signedIn)];
    this.client = createGraphClient({
      graphEndpoint: endpointsOf(signedIn.environment).graphEndpoint,
      tokens: contexts.tokensOf(signedIn.id),
      permit: (operation) => {
        permit(operation);
        permitInCase(operation);
      },
      gate,
      onCall,
    });
    this.profiles = new SharedProfiles(this.client);
    this.profiles.changed(tell);
    this.profiles.changed(() => gate.usersSeen(this.profiles.ownUsers));
    this.profiles.tenants.changed(() => this.tell('names'));
  }

  get context(): Context {
    return this.contexts.all.find(({ id }) => id === this.signedIn.id) ?? this.signedIn;
  }

  get unlocked(): boolean {
    return this.contexts.unlockedUntil(this.signedIn.id) !== undefined;
  }

  get circumstances(): Circumstances {
    return { context: this.context, granted: this.contexts.grantedOf(this.signedIn.id) };
  }

  get contextFacts(): ContextFacts {
    const { context, circumstances } = this;
    const unlockedUntil = this.contexts.unlockedUntil(this.signedIn.id);
    return { context, granted: circumstances.granted, names: this.namesOf(context.tenantId), unlockedUntil };
  }

  get inbound(): InboundCollection {
    return this.profiles.inbound;
  }

  get outbound(): OutboundCollection {
    return this.profiles.outbound;
  }

  namesOf(tenantId: string): TenantInformation | undefined {
    return this.profiles.tenants.known(tenantId)?.information;
  }

  /** Asks for the names of tenants that nobody has asked for yet; they arrive as changes. */
  askNames(tenantIds: readonly string[]): void {
    const { tenants } = this.profiles;
    const unknown = tenantIds.filter((tenantId) => tenants.state(tenantId).kind === 'notAsked');
    void tenants.findAll(unknown).catch(() => undefined);
  }

  fateOf(removable: Removable): Fate | undefined {
    return this.fates.get(fateKey(removable));
  }

  setFate(removable: Removable, fate: Fate): void {
    this.fates.set(fateKey(removable), fate);
    this.tell('fates');
  }

  get exports(): readonly FollowedExport[] {
    return this.followed;
  }

  showExports(exports: readonly FollowedExport[]): void {
    this.followed = exports;
    this.tell('exports');
  }

  dispose(): void {
    this.profiles.dispose();
  }
}
