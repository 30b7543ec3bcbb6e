import type { Permission } from '../graph/permissions';
import type { AccessToken, TokenRequest, TokenSource } from '../graph/tokenSource';
import { grantedBy, readAccessToken, type TokenFacts } from './accessToken';
import { withConsent } from './consent';
import type { Context, Granted } from './context';
import type { ContextRecord } from './contextRecord';
import type { ContextStore } from './contextStore';
import { lostError } from './lostContext';
import { signInError, wantsPerson } from './failure';
import { grantByPerson, grantUnattended, type Getting } from './grants';
import type { InteractionCause, Presenter } from './host';
import { mergeCache } from './mergeCache';
import { requireTokenOf } from './provenToken';
import { scopesOf } from './scopes';
import type { Place } from './service';
import type { Grant, SignedInAccount } from './tokenClient';
import { within } from './within';

const renewBeforeMs = 300_000;

type PersonRecord = ContextRecord & { readonly kept: { readonly kind: 'person' } };

interface Latest {
  readonly value: string;
  readonly facts: TokenFacts;
  readonly answered: string | undefined;
}

interface Asking {
  readonly permissions: readonly Permission[];
  readonly claims?: string | undefined;
}

export interface ContextTokensParts extends Getting {
  readonly store: ContextStore;
  /** The context has answered as somebody else, or is gone: it is to be forgotten. */
  readonly onLost: (session: string | undefined, error?: unknown) => Promise<void>;
  readonly onGranted: () => void;
}

const isPerson = (record: ContextRecord): record is PersonRecord => record.kept.kind === 'person';

/** The tokens of one context. Each is held against the context before it is given away; many who ask at once make one request. */
export class ContextTokens implements TokenSource {
  private latest: Latest | undefined;
  private readonly underWay = new Map<string, Promise<Latest>>();

  constructor(
    private readonly contextId: string,
    private readonly parts: ContextTokensParts,
  ) {}

  get granted(): Granted | undefined {
    return this.latest && grantedBy(this.latest.facts);
  }

  async getAccessToken({ claims, refused }: Omit<TokenRequest, 'operation'>, signal: AbortSignal): Promise<AccessToken> {
    const { latest } = this;
    const answers = claims === undefined || latest?.answered === claims;
    if (latest !== undefined && answers && latest.value !== refused && this.lasts(latest)) {
      return accessToken(latest);
    }
    const key = claims ?? (refused === undefined ? 'renew' : 'replace');
    const task = this.underWay.get(key) ?? this.start(key, claims, refused !== undefined);
    return accessToken(await within(task, { signal }));
  }

  /** Takes the first token of a context that has just been signed in. Throws SignInError when it is not this context's. */
  async take(record: ContextRecord, token: string): Promise<void> {
    this.latest = await this.proven(record, token, undefined, undefined);
  }

  /** Lets the person sign in again, for further permissions or to go on. Throws SignInError and CancelledError. */
  async signInAgain(permissions: readonly Permission[], presenter: Presenter, signal: AbortSignal): Promise<Granted> {
    const record = await this.record();
    if (!isPerson(record)) {
      this.latest = await this.renewed(record, undefined, true, signal);
    } else {
      const asking = { permissions: union(record.kept.permissions, permissions) };
      this.latest = await this.withPerson(record, asking, presenter, signal);
    }
    return grantedBy(this.latest.facts);
  }

  /** Asks for further permissions, of the person only where the service wants that. Throws SignInError `consentRequired` when refused. */
  async stepUp(permissions: readonly Permission[], presenter: Presenter, signal: AbortSignal): Promise<Granted> {
    const record = await this.record();
    if (isPerson(record)) {
      const asking = { permissions: union(record.kept.permissions, permissions) };
      this.latest = await this.silently(record, asking, true, signal).catch((error: unknown) => {
        if (wantsPerson(error)) {
          return this.withPerson(record, { ...asking, claims: error.facts.claims }, presenter, signal);
        }
        throw error;
      });
    } else {
      this.latest = await this.renewed(record, undefined, true, signal);
    }
    return this.requireGranted(record.context, permissions);
  }

  forget(): void {
    this.latest = undefined;
  }

  private requireGranted(context: Context, permissions: readonly Permission[]): Granted {
    const granted = this.granted ?? { permissions: [], otherScopes: [], roles: undefined, expiresOn: undefined };
    const missing = permissions.filter((permission) => !granted.permissions.includes(permission));
    if (missing.length > 0) {
      throw withConsent(signInError({ reason: 'consentRequired', condition: 'permissionMissing' }), placeOf(context), missing);
    }
    return granted;
  }

  private lasts({ facts }: Latest): boolean {
    return facts.expiresAt - this.parts.host.now() > renewBeforeMs;
  }

  private start(key: string, claims: string | undefined, fresh: boolean): Promise<Latest> {
    const task = this.record()
      .then((record) => this.renewed(record, claims, fresh, new AbortController().signal))
      .then((latest) => (this.latest = latest))
      .finally(() => this.underWay.delete(key));
    this.underWay.set(key, task);
    return task;
  }

  private async record(): Promise<ContextRecord> {
    const found = await this.parts.store.look(this.contextId);
    if (found.kind === 'kept') {
      return found.value;
    }
    if (found.kind === 'lost' && found.why === 'unreadable') {
      throw lostError(found);
    }
    this.forget();
    await this.parts.onLost(undefined);
    throw found.kind === 'lost' ? lostError(found) : signInError({ reason: 'expired', condition: 'signedOut' });
  }

  private async renewed(record: ContextRecord, claims: string | undefined, fresh: boolean, signal: AbortSignal): Promise<Latest> {
    const { kept } = record;
    if (isPerson(record)) {
      const asking = { permissions: record.kept.permissions, claims };
      return this.silently(record, asking, fresh, signal).catch((error: unknown) => this.askPerson(record, asking, error, signal));
    }
    if (kept.kind === 'person') {
      throw signInError({ reason: 'expired' });
    }
    const token = await grantUnattended(this.parts, placeOf(record.context), kept, claims, signal);
    return this.proven(record, token, claims, undefined);
  }

  private async askPerson(record: PersonRecord, asking: Asking, error: unknown, signal: AbortSignal): Promise<Latest> {
    if (!wantsPerson(error)) {
      throw error;
    }
    const claims = asking.claims ?? error.facts.claims;
    const cause: InteractionCause = claims === undefined ? 'signInExpired' : 'claimsChallenge';
    const presenter = await this.parts.host.interact(record.context, cause);
    if (presenter === undefined) {
      throw withConsent(error, placeOf(record.context), asking.permissions);
    }
    return this.withPerson(record, { ...asking, claims }, presenter, signal);
  }

  private async silently(record: PersonRecord, asking: Asking, fresh: boolean, signal: AbortSignal): Promise<Latest> {
    const { kept, context } = record;
    const ask = { scopes: scopesOf(context.environment, asking.permissions), claims: asking.claims, fresh };
    const grant = await this.parts.service.task(placeOf(record.context), signal, async (clients, settings) => {
      const client = clients.personClient({ ...settings, cache: kept.cache });
      try {
        return await client.silently(accountOf(context), ask);
      } catch (error) {
        await this.keepCache(record, client.cache());
        throw error;
      }
    });
    if (grant === undefined) {
      throw signInError({ reason: 'interactionRequired' });
    }
    return this.accepted(record, grant, asking);
  }

  private async withPerson(record: PersonRecord, asking: Asking, presenter: Presenter, signal: AbortSignal): Promise<Latest> {
    const { kept, context } = record;
    const loginHint = context.identity.kind === 'user' ? context.identity.username : undefined;
    const ask = { scopes: scopesOf(context.environment, asking.permissions), claims: asking.claims, loginHint };
    const by = context.tokenCredentialType === 'DeviceCode' ? 'DeviceCode' : 'InteractiveBrowser';
    try {
      const grant = await grantByPerson(this.parts, placeOf(record.context), { by, ask, presenter, cache: kept.cache }, signal);
      return await this.accepted(record, grant, asking);
    } catch (error) {
      throw withConsent(error, placeOf(context), asking.permissions);
    }
  }

  private async accepted(record: PersonRecord, grant: Grant, { permissions, claims }: Asking): Promise<Latest> {
    const latest = await this.proven(record, grant.accessToken, claims, grant.account);
    const granted = permissions.filter((permission) => grantedBy(latest.facts).permissions.includes(permission));
    await this.keepCache(record, grant.cache, granted.length > 0 ? granted : permissions);
    return latest;
  }

  private async proven(
    record: ContextRecord,
    token: string,
    answered: string | undefined,
    account: SignedInAccount | undefined,
  ): Promise<Latest> {
    try {
      const facts = readAccessToken(token);
      requireTokenOf(record.context, facts, account);
      this.parts.onGranted();
      return { value: token, facts, answered };
    } catch (error) {
      this.forget();
      await this.parts.onLost(record.session, error);
      throw error;
    }
  }

  /** Writes what a client learnt into what lies there now. Throws SignInError when the context has been signed out meanwhile. */
  private async keepCache(record: PersonRecord, cache: string, permissions = record.kept.permissions): Promise<void> {
    const same = cache === record.kept.cache && permissions.join() === record.kept.permissions.join();
    const change = (current: ContextRecord): ContextRecord =>
      current.kept.kind === 'person'
        ? { ...current, kept: { ...current.kept, permissions, cache: mergeCache(record.kept.cache, cache, current.kept.cache) } }
        : current;
    const after = await this.parts.store.change(this.contextId, record.session, same ? (current) => current : change);
    if (after === undefined) {
      this.forget();
      throw signInError({ reason: 'expired', condition: 'signedOut' });
    }
  }
}

function placeOf({ environment, tenantId, clientId }: Context): Place {
  return { environment, tenant: tenantId, clientId };
}

function accountOf({ identity, tenantId }: Context): SignedInAccount {
  return identity.kind === 'user'
    ? { homeAccountId: identity.homeAccountId, tenantId, objectId: identity.objectId, username: identity.username }
    : { homeAccountId: '', tenantId, objectId: '', username: '' };
}

function union(one: readonly Permission[], other: readonly Permission[]): readonly Permission[] {
  return [...new Set([...one, ...other])];
}

function accessToken({ value, facts }: Latest): AccessToken {
  return { value, expiresOn: new Date(facts.expiresAt) };
}
