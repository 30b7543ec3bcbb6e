import type { Operation, QueryOption } from '../../graph/operation';
import type { ODataProfile } from '../options';
import { badRequest } from './apiError';

export type Query = ReadonlyMap<QueryOption | '$skiptoken', string>;

/** What the metadata's capability annotations allow: filtering inbound, expanding outbound, no paging by the caller, no counting. */
const strictly: Readonly<Partial<Record<string, readonly QueryOption[]>>> = {
  inboundSharedUserProfile: ['$filter', '$select'],
  outboundSharedUserProfile: ['$expand', '$select'],
  tenantReference: ['$select'],
};

function accepted(operation: Operation, profile: ODataProfile): readonly QueryOption[] {
  const { answer, queryOptions } = operation;
  const annotated = profile === 'strict' && 'of' in answer ? strictly[answer.of] : undefined;
  return annotated ? queryOptions.filter((option) => annotated.includes(option)) : queryOptions;
}

/** The query options of a request. Throws ApiError 400 for one that the operation does not take under this profile. */
export function readQuery(operation: Operation, parameters: URLSearchParams, profile: ODataProfile): Query {
  const takes: readonly string[] = accepted(operation, profile);
  const query = new Map<QueryOption | '$skiptoken', string>();
  for (const [name, value] of parameters) {
    const option = name.toLowerCase();
    if (!option.startsWith('$')) {
      continue;
    }
    const isToken = option === '$skiptoken' && operation.answer.kind === 'collection';
    if (!isToken && !takes.includes(option)) {
      throw badRequest(`Query option '${name}' is not allowed for this resource.`, 'Request_UnsupportedQuery');
    }
    query.set(option as QueryOption | '$skiptoken', value);
  }
  return query;
}

export const mostPerPage = 999;

export function wholeNumber(query: Query, option: '$top' | '$skip', least: number, most: number): number | undefined {
  const text = query.get(option);
  if (text === undefined) {
    return undefined;
  }
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw badRequest(
      `Invalid value specified for ${option}: '${text}'. Must be between ${least} and ${most} inclusive.`,
      'Request_UnsupportedQuery',
    );
  }
  return value;
}

export function listed(query: Query, option: '$select' | '$expand'): readonly string[] | undefined {
  return query
    .get(option)
    ?.split(',')
    .map((name) => name.trim());
}
