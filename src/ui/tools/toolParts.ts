import { explain } from '../../present/explain';
import { contextTitle, identityTitle } from '../../present/places';
import type { RecentCalls } from '../../present/requests/recentCalls';
import { optionalTextOf, ToolInputError, type ToolInput } from '../../present/tools/toolInput';
import type { ToolAnswer } from '../../present/tools/toolAnswer';
import { inboundReading, outboundReading } from '../../present/tree/reading';
import { sameId } from '../../profiles/sameId';
import type { Direction } from '../../profiles/sharedProfiles';
import type { PlanParts } from '../plans/planParts';
import type { TenantSession } from '../tenantSession';

export type ToolParts = Pick<PlanParts, 'sessions' | 'files' | 'actionPages'> & { readonly recent: RecentCalls };

/** What a tool does: reads and prepares. Throws ToolInputError, and what the services throw. */
export type ToolRun = (input: ToolInput, parts: ToolParts, signal: AbortSignal) => Promise<ToolAnswer>;

function isNamed(session: TenantSession, name: string): boolean {
  const { context } = session;
  const names = [context.id, context.tenantId, context.defaultDomainName, session.namesOf(context.tenantId)?.defaultDomainName];
  return names.some((each) => typeof each === 'string' && sameId(each, name));
}

function tenants(sessions: readonly TenantSession[]): string {
  return sessions.map(({ context }) => context.tenantId).join(', ');
}

/** The signed-in tenant that is meant: the only one, or the one named in `inTenant`. Never chosen by guess. Throws ToolInputError. */
export function sessionOf(input: ToolInput, { sessions }: ToolParts): TenantSession {
  const name = optionalTextOf(input, 'inTenant');
  const found = name === undefined ? sessions.all : sessions.all.filter((session) => isNamed(session, name));
  const [only, ...others] = found;
  if (only === undefined) {
    const known = tenants(sessions.all);
    throw new ToolInputError(known === '' ? 'nobody is signed in: the person has to connect first' : `inTenant is none of ${known}`);
  }
  if (others.length > 0) {
    throw new ToolInputError(`several are signed in: ask the person which one, and give it as inTenant: ${tenants(found)}`);
  }
  return only;
}

/** Whose view the answer is. */
export function whereOf({ context }: TenantSession): Readonly<Record<string, string>> {
  return { tenantId: context.tenantId, tenant: contextTitle(context), signedInAs: identityTitle(context) };
}

/** How complete a list is, in words; a list that is not complete says so before anything is concluded from it. */
export function completenessOf(session: TenantSession, direction: Direction): string {
  const { circumstances } = session;
  const reading =
    direction === 'inbound' ? inboundReading(session.inbound, circumstances) : outboundReading(session.outbound, circumstances);
  switch (reading.kind) {
    case 'complete':
      return 'complete';
    case 'partial':
    case 'failed':
      return `NOT COMPLETE: ${reading.explanation.whatHappened}`;
    case 'idle':
    case 'reading':
      return 'NOT COMPLETE: still being read';
  }
}

/** A failure for the model: what happened and what to do next. */
export function failureAnswer(error: unknown, session: TenantSession | undefined): ToolAnswer {
  if (error instanceof ToolInputError) {
    return { facts: { failed: true, whatHappened: error.message } };
  }
  const { whatHappened, whatNext } = explain(error, session?.circumstances);
  return { facts: { failed: true, whatHappened, whatNext } };
}
