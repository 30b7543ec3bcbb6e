import { t } from '@vscode/l10n';
import { Uri, window } from 'vscode';
import { makePolicyFile } from '../../../actions/policyFile';
import { tenantFolder } from '../../../actions/tenantFolder';
import { actingContext } from '../../actionServices';
import { pickSession } from '../../picks';
import { targets, type Command } from '../../targets';
import type { PlanParts } from '../planParts';

/** Opens what was decided about removing in a tenant: protected people, the cap of a run, export before removal. */
export function editPolicy({ sessions, files }: Pick<PlanParts, 'sessions' | 'files'>): Command {
  return async (node) => {
    const [chosen] = targets(['context'], node, undefined);
    const session = chosen === undefined ? await pickSession(sessions.choices, t('Edit Removal Policy')) : sessions.get(chosen.contextId);
    if (session === undefined) {
      return;
    }
    const folder = tenantFolder({ directory: files.directory }, actingContext(session));
    await window.showTextDocument(Uri.file(await makePolicyFile(folder)), { preview: false });
  };
}
