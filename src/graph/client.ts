import type { CallIds } from './errors';
import type { Operation, OperationId } from './operation';
import type {
  DataPolicyOperation,
  InboundSharedUserProfile,
  Organization,
  OutboundSharedUserProfile,
  Row,
  TenantInformation,
  TenantReference,
  User,
} from './resources';
import type { Permit, TokenSource } from './tokenSource';

/** Rows of the operations that answer with a collection. */
export interface CollectionRows {
  readonly listInboundSharedUserProfiles: InboundSharedUserProfile;
  readonly listOutboundSharedUserProfiles: OutboundSharedUserProfile;
  readonly listOutboundTenants: TenantReference;
  readonly listOrganization: Organization;
}

/** Answers of the operations that answer with one entity. */
export interface EntityAnswers {
  readonly getInboundSharedUserProfile: InboundSharedUserProfile;
  readonly getOutboundSharedUserProfile: OutboundSharedUserProfile;
  readonly findTenantInformationByTenantId: TenantInformation;
  readonly findTenantInformationByDomainName: TenantInformation;
  readonly getDataPolicyOperation: DataPolicyOperation;
  readonly getMe: User;
}

export type CollectionOperationId = keyof CollectionRows;
export type EntityOperationId = keyof EntityAnswers;

/** What a paging run has and why it ended. `complete` only when the last page had no nextLink and every page was read. */
export type Completeness =
  | { readonly kind: 'complete'; readonly pages: number; readonly items: number; readonly unreadable: number; readonly retries: number }
  | {
      readonly kind: 'partial';
      readonly pages: number;
      readonly items: number;
      readonly unreadable: number;
      readonly retries: number;
      readonly why: Error;
    };

export interface Page<T> {
  readonly rows: readonly Row<T>[];
  /** Number of this page, from 1. */
  readonly number: number;
  readonly ids: CallIds;
}

/** Pages as they arrive. A failure ends the iteration without throwing; `completeness()` then says `partial` and why. Cancelling throws CancelledError. */
export interface Pages<T> extends AsyncIterable<Page<T>> {
  completeness(): Completeness;
}

export interface Entity<T> {
  readonly value: T;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly ids: CallIds;
}

/** The service took the export: `operationUrl` is where its progress is read, undefined when the answer named none. */
export interface Accepted {
  readonly operationId: string | undefined;
  readonly operationUrl: string | undefined;
  readonly retryAfterMs: number;
  readonly ids: CallIds;
}

/** 204: the request was created. It does not say that the data is gone. */
export interface Requested {
  readonly ids: CallIds;
}

/** A pause before the next attempt. `resumesAt` in milliseconds since the epoch. */
export interface Waiting {
  readonly operation: OperationId;
  readonly reason: 'throttled' | 'unavailable' | 'dropped';
  readonly attempt: number;
  readonly resumesAt: number;
  readonly retryAfterGiven: boolean;
}

/** One attempt of one call as the log shows it: no token, no body, no name. `path` is the template, never filled in. */
export interface CallRecord {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly status: number | undefined;
  readonly failure: string | undefined;
  readonly attempt: number;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly ids: CallIds;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onWaiting?: (waiting: Waiting | undefined) => void;
  /** Called with the client-request-id right before each attempt is sent: the moment to write an intent down. Awaited. */
  readonly beforeSend?: (clientRequestId: string) => Promise<void> | void;
}

export interface ListOptions extends CallOptions {
  readonly query?: Readonly<Partial<Record<'$filter' | '$select' | '$expand', string>>>;
}

/** Shared by all calls of one tenant: waits until the published limits allow the next call. */
export interface Gate {
  enter(operation: Operation, signal: AbortSignal): Promise<void>;
  /** Told of every throttled answer, so that everyone waits, not only the one who was told. */
  throttled(retryAfterMs: number): void;
}

export interface GraphClientOptions {
  /** Scheme, host and port: a cloud's `graphEndpoint`, or a sandbox on loopback. */
  readonly graphEndpoint: string;
  readonly tokens: TokenSource;
  readonly permit?: Permit;
  readonly gate?: Gate;
  readonly onCall?: (record: CallRecord) => void;
  readonly timeoutMs?: number;
}

export type PathValues = Readonly<Record<string, string>>;

/** The calls of one context. Every method throws GraphError, SignInError or CancelledError. */
export interface GraphClient {
  list<Id extends CollectionOperationId>(id: Id, path: PathValues, options?: ListOptions): Pages<CollectionRows[Id]>;
  get<Id extends EntityOperationId>(id: Id, path: PathValues, options?: CallOptions): Promise<Entity<EntityAnswers[Id]>>;
  exportPersonalData(userId: string, storageLocation: string, options?: CallOptions): Promise<Accepted>;
  removeInboundPersonalData(userId: string, options?: CallOptions): Promise<Requested>;
  removeOutboundPersonalData(userId: string, tenantId: string, options?: CallOptions): Promise<Requested>;
}
