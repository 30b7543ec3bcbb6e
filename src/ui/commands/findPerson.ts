import { t } from '@vscode/l10n';
import { pickPerson, pickSession } from '../picks';
import type { Command } from '../targets';
import type { ProfileParts } from './showProfile';

/** Finds a person of another organisation among all of them, not only those that the tree has opened, and shows the profile. */
export function findPerson({ sessions, documents }: ProfileParts): Command {
  return async () => {
    const title = t('Find Person');
    const session = await pickSession(sessions.all, title);
    const profile = session && (await pickPerson(session, title));
    if (session !== undefined && profile !== undefined) {
      const { homeTenantId, userId } = profile;
      await documents.open({ kind: 'inbound', contextId: session.context.id, homeTenantId, userId });
    }
  };
}
