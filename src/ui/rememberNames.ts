import type { Contexts } from '../signin/contexts';
import type { TenantSessions } from './tenantSessions';

/** Keeps what the signed-in tenants are called, so that one whose sign-in is lost can be named. */
export function rememberNames(sessions: TenantSessions, contexts: Contexts): { dispose(): unknown } {
  const remembered = new Map<string, string>();
  const forgetGone = (): void =>
    [...remembered.keys()].filter((id) => sessions.get(id) === undefined).forEach((id) => remembered.delete(id));
  return sessions.changed(({ contextId, what }) => {
    forgetGone();
    const session = what === 'names' ? sessions.get(contextId) : undefined;
    const name = session?.namesOf(session.context.tenantId)?.displayName;
    if (name !== undefined && name !== null && remembered.get(contextId) !== name) {
      remembered.set(contextId, name);
      void contexts.nameTenant(contextId, name).catch(() => remembered.delete(contextId));
    }
  });
}
