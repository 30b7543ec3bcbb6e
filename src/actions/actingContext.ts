import type { CloudName } from '../graph/clouds';

export type Actor =
  | { readonly kind: 'user'; readonly objectId: string; readonly username: string }
  | { readonly kind: 'app'; readonly displayName: string | null };

/** Where and as whom something is done: what every plan, run and journal line is bound to. Holds no secret. */
export interface ActingContext {
  readonly contextId: string;
  readonly cloud: CloudName | 'Sandbox';
  readonly graphEndpoint: string;
  readonly tenantId: string;
  readonly tenantDisplayName: string | null;
  readonly defaultDomainName: string | null;
  readonly actor: Actor;
  readonly clientId: string;
}

export type ContextPart = 'context' | 'cloud' | 'graphEndpoint' | 'tenant' | 'actor' | 'clientId';

export interface ContextDifference {
  readonly part: ContextPart;
  readonly planned: string;
  readonly now: string;
}

/** What differs between the context of a plan and the one at hand; empty when they are the same. Displayed names do not count. */
export function contextDifferences(planned: ActingContext, now: ActingContext): readonly ContextDifference[] {
  const here = partsOf(now);
  return partsOf(planned).flatMap(([part, value], index) => {
    const other = here[index]?.[1] ?? '';
    return value === other ? [] : [{ part, planned: value, now: other }];
  });
}

/** The id that tells one actor from another within a tenant. */
export function actorId(context: ActingContext): string {
  return context.actor.kind === 'user' ? context.actor.objectId.toLowerCase() : context.clientId.toLowerCase();
}

/** The actor as people know them: the user name, or the name of the app. */
export function actorName(context: ActingContext): string {
  return context.actor.kind === 'user' ? context.actor.username : (context.actor.displayName ?? context.clientId);
}

function partsOf(context: ActingContext): readonly (readonly [ContextPart, string])[] {
  return [
    ['context', context.contextId],
    ['cloud', context.cloud],
    ['graphEndpoint', context.graphEndpoint],
    ['tenant', context.tenantId.toLowerCase()],
    ['actor', `${context.actor.kind} ${actorId(context)}`],
    ['clientId', context.clientId.toLowerCase()],
  ];
}
