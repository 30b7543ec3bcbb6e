import { SignInError } from '../graph/errors';
import type { Permission } from '../graph/permissions';
import type { AccessToken, Permit, TokenSource } from '../graph/tokenSource';
import { grantedBy, readAccessToken, type TokenFacts } from './accessToken';
import type { ConnectRequest } from './connectRequest';
import type { Context, Granted, Identity, TokenCredentialType } from './context';
import { contextIdOf } from './contextId';
import { createEmitter, type Emitter } from './emitter';
import type { Host, Listen, Presenter } from './host';
import { requireTokenOf } from './provenToken';
import { sandboxGrant } from './sandboxGrant';
import { createPermit, createWriteLocks, type WriteLocks } from './writeLock';

/** What the person may change of a context. */
export type ContextChange = Partial<Pick<Context, 'label' | 'colour'>>;

/** Who is signed in, in which tenants. One broken context never touches the others. */
export interface Contexts {
  readonly all: readonly Context[];
  /** Fires after a context came, went, was renamed, granted more, locked or unlocked; also for changes made in another window. */
  readonly changed: Listen<readonly Context[]>;
  /** Brings back the contexts of the last session from the secret store, without network. */
  restore(): Promise<void>;
  /** Signs in. Gives the new context, or the known one signed in anew. Throws SignInError or CancelledError. */
  connect(request: ConnectRequest, presenter: Presenter, signal: AbortSignal): Promise<Context>;
  /** Forgets the tokens of a context and everything else kept of it, in every window. */
  disconnect(contextId: string): Promise<void>;
  /** Signs in anew as the same account in the same tenant. Throws SignInError `wrongAccount` or `wrongTenant` when another one answers. */
  signInAgain(contextId: string, presenter: Presenter, signal: AbortSignal): Promise<void>;
  /** Asks for further permissions. Gives what is granted afterwards. Throws SignInError `consentRequired` when refused. */
  stepUp(contextId: string, permissions: readonly Permission[], presenter: Presenter, signal: AbortSignal): Promise<Granted>;
  tokensOf(contextId: string): TokenSource;
  permitOf(contextId: string): Permit;
  /** What the last token was granted; undefined before there was one. */
  grantedOf(contextId: string): Granted | undefined;
  /** Allows export and removal for some minutes (1 to 60). Gives the end in milliseconds since the epoch. */
  unlock(contextId: string, minutes: number): number;
  lock(contextId: string): void;
  unlockedUntil(contextId: string): number | undefined;
  update(contextId: string, change: ContextChange): Promise<void>;
  dispose(): void;
}

interface Held {
  readonly context: Context;
  readonly request: ConnectRequest;
  readonly token: string;
}

const credentialTypes = {
  browser: 'InteractiveBrowser',
  deviceCode: 'DeviceCode',
  certificate: 'ClientCertificate',
  clientSecret: 'ClientSecret',
  accessToken: 'UserProvidedAccessToken',
  environmentVariable: 'UserProvidedAccessToken',
  password: 'InteractiveBrowser',
} as const satisfies Record<ConnectRequest['credential']['kind'], TokenCredentialType>;

function identityOf(facts: TokenFacts, tenantId: string): Identity {
  return facts.appOnly || facts.objectId === undefined
    ? { kind: 'app', displayName: facts.appDisplayName }
    : {
        kind: 'user',
        objectId: facts.objectId,
        homeAccountId: `${facts.objectId}.${tenantId}`,
        homeTenantId: tenantId,
        username: facts.username ?? facts.objectId,
      };
}

function contextOf(request: ConnectRequest, facts: TokenFacts): Context {
  if (facts.tenantId === undefined) {
    throw new SignInError('The access token does not say which tenant it is for.', 'wrongTenant');
  }
  const identity = identityOf(facts, facts.tenantId);
  const parts = { environment: request.environment, tenantId: facts.tenantId, clientId: request.clientId, identity };
  return {
    ...parts,
    id: contextIdOf(parts),
    tenantDisplayName: undefined,
    defaultDomainName: undefined,
    authType: identity.kind === 'app' ? 'AppOnly' : 'Delegated',
    tokenCredentialType: credentialTypes[request.credential.kind],
    label: request.label,
    colour: request.colour ?? 'blue',
  };
}

async function signIn(request: ConnectRequest, signal: AbortSignal): Promise<Held> {
  const token = await sandboxGrant(request, signal);
  const facts = readAccessToken(token);
  const context = contextOf(request, facts);
  requireTokenOf(context, facts);
  return { context, request, token };
}

class WindowContexts implements Contexts {
  private readonly held = new Map<string, Held>();
  private readonly locks: WriteLocks;
  private readonly emitter: Emitter<readonly Context[]>;
  readonly changed: Listen<readonly Context[]>;

  constructor(private readonly host: Host) {
    this.locks = createWriteLocks(host.now);
    this.emitter = createEmitter(() => host.log('warning', 'A listener of the contexts failed.'));
    this.changed = this.emitter.listen;
  }

  get all(): readonly Context[] {
    return [...this.held.values()].map((each) => each.context);
  }

  restore(): Promise<void> {
    return Promise.resolve();
  }

  async connect(request: ConnectRequest, _presenter: Presenter, signal: AbortSignal): Promise<Context> {
    return this.keep(await signIn(request, signal));
  }

  disconnect(contextId: string): Promise<void> {
    this.held.delete(contextId);
    this.lock(contextId);
    return Promise.resolve();
  }

  async signInAgain(contextId: string, _presenter: Presenter, signal: AbortSignal): Promise<void> {
    const { request, context } = this.need(contextId);
    const token = await sandboxGrant({ ...request, tenant: context.tenantId }, signal);
    requireTokenOf(context, readAccessToken(token));
    this.keep({ context, request, token });
  }

  stepUp(contextId: string): Promise<Granted> {
    return Promise.resolve(grantedBy(readAccessToken(this.need(contextId).token)));
  }

  tokensOf(contextId: string): TokenSource {
    return { getAccessToken: (request, signal) => this.fresh(contextId, request.refused, signal) };
  }

  permitOf(contextId: string): Permit {
    return createPermit(this.need(contextId).context.environment, () => this.unlockedUntil(contextId));
  }

  grantedOf(contextId: string): Granted | undefined {
    const known = this.held.get(contextId);
    return known === undefined ? undefined : grantedBy(readAccessToken(known.token));
  }

  unlock(contextId: string, minutes: number): number {
    const end = this.locks.unlock(contextId, minutes);
    this.tell();
    return end;
  }

  lock(contextId: string): void {
    this.locks.lock(contextId);
    this.tell();
  }

  unlockedUntil(contextId: string): number | undefined {
    return this.locks.unlockedUntil(contextId);
  }

  update(contextId: string, change: ContextChange): Promise<void> {
    const known = this.need(contextId);
    this.keep({ ...known, context: { ...known.context, ...change } });
    return Promise.resolve();
  }

  dispose(): void {
    this.emitter.dispose();
  }

  private need(contextId: string): Held {
    const found = this.held.get(contextId);
    if (found === undefined) {
      throw new SignInError('This context is not signed in.', 'expired');
    }
    return found;
  }

  private keep(next: Held): Context {
    this.held.set(next.context.id, next);
    this.tell();
    return next.context;
  }

  private tell(): void {
    this.emitter.fire(this.all);
  }

  private async fresh(contextId: string, refused: string | undefined, signal: AbortSignal): Promise<AccessToken> {
    const known = this.need(contextId);
    const ends = readAccessToken(known.token).expiresAt;
    if (known.token !== refused && ends > this.host.now() + 300_000) {
      return { value: known.token, expiresOn: new Date(ends) };
    }
    const token = await sandboxGrant({ ...known.request, tenant: known.context.tenantId }, signal);
    const facts = readAccessToken(token);
    this.requireOwn(known, facts);
    this.held.set(contextId, { ...known, token });
    return { value: token, expiresOn: new Date(facts.expiresAt) };
  }

  /** A context that was answered with somebody else's token is signed out: it cannot be trusted to say who it is. */
  private requireOwn({ context }: Held, facts: TokenFacts): void {
    try {
      requireTokenOf(context, facts);
    } catch (error) {
      this.held.delete(context.id);
      this.lock(context.id);
      throw error;
    }
  }
}

/** Gives the contexts of this window. Nothing is read or asked before the first call. */
export function createContexts(host: Host): Contexts {
  return new WindowContexts(host);
}
