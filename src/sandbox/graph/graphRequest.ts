import type { GraphVersion } from '../../graph/operation';
import type { Caller, Refusal } from '../login/caller';
import type { RequestIds } from './apiError';

/** A request to Graph, as it came or as it stood in a batch. */
export interface GraphRequest {
  readonly method: string;
  readonly version: GraphVersion;
  /** Behind the version, percent-encoded, with its query. */
  readonly target: string;
  readonly body: string;
  readonly caller: Caller | Refusal;
  readonly ids: RequestIds;
}
