import type { Operation } from '../../graph/operation';
import type { Clock } from '../clock';
import type { Caller } from '../login/caller';
import type { SandboxOptions } from '../options';
import type { RowBuffer } from '../world/rowBuffer';
import type { TenantWorld, World } from '../world/world';
import type { Answer } from './answer';
import type { RequestIds } from './apiError';
import type { DataPolicyOperations } from './dataPolicyOperations';
import type { Edits } from './edits';
import type { Ledger } from './ledger';
import type { PagesAhead } from './pagesAhead';
import type { PageTokens } from './pageToken';
import type { Query } from './queryOptions';
import type { Quotas } from './quotas';
import type { Removals } from './removals';

/** What the operations work with. */
export interface Services {
  readonly world: World;
  readonly options: SandboxOptions;
  readonly clock: Clock;
  readonly removals: Removals;
  readonly edits: Edits;
  readonly exports: DataPolicyOperations;
  readonly quotas: Quotas;
  readonly ledger: Ledger;
  readonly tokens: PageTokens;
  readonly rows: RowBuffer;
  readonly ahead: PagesAhead;
  readonly orders: Map<string, Uint32Array>;
  /** Scheme, host and port. */
  readonly endpoint: string;
}

/** One call that was let in: routed, authenticated, authorised, its query read. */
export interface Call {
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly tenant: TenantWorld;
  readonly query: Query;
  readonly body: string;
  readonly ids: RequestIds;
  /** Address of the version, and of the resource without its query. */
  readonly root: string;
  readonly url: string;
}

export type Handler = (call: Call, services: Services) => Answer | Promise<Answer>;
