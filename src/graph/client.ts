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

/**
 * One page as it came over the wire. `bytes.subarray(rowsStart, rowsEnd)` is the JSON array of its rows, brackets included.
 * The outside of the array is checked, the inside is not: that is the reader's part.
 */
export interface BytesPage {
  readonly bytes: Uint8Array;
  readonly rowsStart: number;
  readonly rowsEnd: number;
  readonly number: number;
  readonly ids: CallIds;
}

export interface RowCount {
  readonly items: number;
  readonly unreadable: number;
}

/** Reads the rows of a page where they lie and says how many there were; the bytes are good until it returns. Throwing makes the page unreadable and the list partial. */
export type RowReader = (page: BytesPage) => RowCount;

export interface ReadPage extends RowCount {
  readonly number: number;
  readonly ids: CallIds;
}

/** Pages read by a RowReader: the same rules and the same completeness as Pages. */
export interface ReadPages extends AsyncIterable<ReadPage> {
  completeness(): Completeness;
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

/** What the answer to an export said about where its progress is read. Only `given` has an operation id; `foreign` pointed to another host. */
export type OperationLocation = 'given' | 'missing' | 'foreign' | 'unreadable';

/** The service took the export: `operationUrl` is where its progress is read, undefined when the answer named none that can be trusted. */
export interface Accepted {
  readonly location: OperationLocation;
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
  /** What the path was filled with, for who wants to make the same call. A function, so that nothing writes it out by accident. */
  readonly pathValues: () => PathValues;
  readonly status: number | undefined;
  /** The error code of the service. */
  readonly code: string | undefined;
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

export type Query = Readonly<Partial<Record<'$filter' | '$select' | '$expand', string>>>;

export interface GetOptions extends CallOptions {
  readonly query?: Query;
}

export interface ListOptions extends CallOptions {
  readonly query?: Query;
}

/** Shared by all calls of one tenant: waits until the published limits allow the next call. */
export interface Gate {
  /**
   * `onPaused` is told until when everyone waits because somebody was throttled, and undefined when that is over. `calls` enter together: those
   * inside one batch, each of which is told of when it ends. The batch itself follows them without waiting.
   */
  enter(operation: Operation, signal: AbortSignal, onPaused?: (resumesAt: number | undefined) => void, calls?: number): Promise<void>;
  /** Told of every throttled answer, so that everyone waits, not only the one who was told. */
  throttled(retryAfterMs: number): void;
  /** Told of every call that ended without being throttled: the sign that not everyone has to wait. */
  passed?(): void;
}

/** How often and how soon to try again where the service gave no Retry-After. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
}

export interface GraphClientOptions {
  /** Scheme, host and port: a cloud's `graphEndpoint`, or a sandbox on loopback. */
  readonly graphEndpoint: string;
  readonly tokens: TokenSource;
  readonly permit?: Permit;
  readonly gate?: Gate;
  readonly onCall?: (record: CallRecord) => void;
  /** Until the headers of an answer, and between two pieces of its body. */
  readonly timeoutMs?: number;
  readonly retry?: RetryPolicy;
}

export type PathValues = Readonly<Record<string, string>>;

/** The calls of one context. Every method throws GraphError, SignInError or CancelledError. */
export interface GraphClient {
  list<Id extends CollectionOperationId>(id: Id, path: PathValues, options?: ListOptions): Pages<CollectionRows[Id]>;
  /** As `list`, without making objects: `readRows` gets each page as bytes. */
  listBytes(id: CollectionOperationId, path: PathValues, readRows: RowReader, options?: ListOptions): ReadPages;
  /**
   * The same list for up to 20 paths with one request (`$batch`): for each path its pages, the first already there, in the order of `paths`.
   * Each fails or is throttled on its own. @throws GraphError of the operation `batch` when the batch as a whole was refused.
   */
  listMany<Id extends CollectionOperationId>(
    id: Id,
    paths: readonly PathValues[],
    options?: ListOptions,
  ): Promise<readonly Pages<CollectionRows[Id]>[]>;
  get<Id extends EntityOperationId>(id: Id, path: PathValues, options?: GetOptions): Promise<Entity<EntityAnswers[Id]>>;
  exportPersonalData(userId: string, storageLocation: string, options?: CallOptions): Promise<Accepted>;
  removeInboundPersonalData(userId: string, options?: CallOptions): Promise<Requested>;
  removeOutboundPersonalData(userId: string, tenantId: string, options?: CallOptions): Promise<Requested>;
}
