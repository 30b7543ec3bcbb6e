import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Direction } from '../../profiles/sharedProfiles';
import { targets, type Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

const directions: readonly Direction[] = ['inbound', 'outbound'];

function loaded(session: TenantSession): readonly Direction[] {
  return directions.filter((direction) => session[direction].kind !== 'notLoaded');
}

/** Reads the lists again that are shown: of one node, or of every signed-in tenant. */
export function refresh({ sessions }: { readonly sessions: TenantSessions }): Command {
  return async (node, selection) => {
    const chosen = targets(['context', 'inbound', 'outbound', 'homeTenant'], node, selection);
    const readings =
      chosen.length === 0
        ? sessions.all.flatMap((session) => loaded(session).map((direction) => ({ session, direction })))
        : chosen.flatMap(({ kind, contextId }) => {
            const session = sessions.get(contextId);
            if (session === undefined) {
              return [];
            }
            const wanted = kind === 'context' ? loaded(session) : [kind === 'homeTenant' ? 'inbound' : kind];
            return wanted.map((direction) => ({ session, direction }));
          });

    const done = Promise.all(readings.map(({ session, direction }) => session.profiles.refresh(direction)));
    window.setStatusBarMessage(`$(loading~spin) ${t('Reading shared profiles…')}`, done);
    await done;
  };
}

/** Reads again what a failed or broken-off list stands for. */
export function retry({ sessions }: { readonly sessions: TenantSessions }): Command {
  return async (node, selection) => {
    const chosen = targets(['failed', 'retry', 'partial'], node, selection);
    await Promise.all(chosen.map(async ({ contextId, direction }) => sessions.get(contextId)?.profiles.refresh(direction)));
  };
}
