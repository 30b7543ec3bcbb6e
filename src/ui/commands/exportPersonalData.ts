import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { createPlan, type Wanted } from '../../actions/createPlan';
import { itemKey, type Plan, type PlannedStorage } from '../../actions/plan';
import type { ActionServices } from '../../actions/services';
import type { StorageVault } from '../../actions/storageVault';
import type { InboundSharedUserProfile } from '../../graph/resources';
import { personName } from '../../present/personName';
import { messageText } from '../../present/plainText';
import type { Contexts } from '../../signin/contexts';
import { askToConfirm, carryOut, checkFirst, planOrRefusal } from '../acting';
import { actionServices, type ActingFiles } from '../actionServices';
import { askStorageLocation } from '../askStorageLocation';
import { followExports } from '../followExports';
import { offerUnlock } from '../offerUnlock';
import { pickPerson, pickSession } from '../picks';
import { homeTenantsOf, organisationsOf, readNames } from '../planFacts';
import type { ErrorDisplay } from '../showError';
import { targets, type Command } from '../targets';
import type { TenantSession } from '../tenantSession';
import type { TenantSessions } from '../tenantSessions';

export interface ExportParts {
  readonly contexts: Contexts;
  readonly sessions: TenantSessions;
  readonly files: ActingFiles;
  readonly errors: ErrorDisplay;
}

interface Chosen {
  readonly session: TenantSession;
  readonly people: readonly InboundSharedUserProfile[];
}

async function choose(sessions: TenantSessions, node: unknown, selection: unknown): Promise<Chosen | undefined> {
  const nodes = targets(['inboundProfile'], node, selection);
  const [first] = nodes;
  if (first === undefined) {
    const title = t('Export Personal Data');
    const session = await pickSession(sessions.all, title);
    const person = session && (await pickPerson(session, title));
    return session && person && { session, people: [person] };
  }
  const session = sessions.get(first.contextId);
  if (nodes.some(({ contextId }) => contextId !== first.contextId)) {
    void window.showErrorMessage(t('Choose people of one signed-in tenant.'));
    return undefined;
  }
  return session && { session, people: nodes.map(({ profile }) => profile) };
}

/** One storage location for each person: a container is good for one export. */
async function askStorage({ session, people }: Chosen, vault: StorageVault): Promise<ReadonlyMap<string, PlannedStorage> | undefined> {
  const storage = new Map<string, PlannedStorage>();
  const sandbox = session.context.environment.kind === 'sandbox';
  for (const [index, person] of people.entries()) {
    const { homeTenantId, userId } = person;
    const name = messageText(personName(person));
    const title = people.length === 1 ? t('Export {0}', name) : t('Export {0} ({1} of {2})', name, index + 1, people.length);
    const given = await askStorageLocation(title, sandbox);
    if (given === undefined) {
      return undefined;
    }
    const { planned } = given.checked;
    await vault.put(planned.fingerprint, given.location);
    storage.set(itemKey(homeTenantId, userId), planned);
  }
  return storage;
}

function planOf(session: TenantSession, wanted: Wanted, { context }: ActionServices): Plan | undefined {
  const organisations = organisationsOf(session, wanted);
  return planOrRefusal(createPlan({ context, wanted, reason: '', organisations, homeTenantsOf: homeTenantsOf(session) }));
}

export function exportPersonalData({ contexts, sessions, files, errors }: ExportParts): Command {
  return async (node, selection) => {
    const chosen = await choose(sessions, node, selection);
    if (chosen === undefined || !(chosen.session.unlocked || (await offerUnlock(contexts, chosen.session)))) {
      return;
    }

    const { session } = chosen;
    try {
      const storage = await askStorage(chosen, files.vault);
      if (storage === undefined) {
        return;
      }
      const wanted = { verb: 'export', direction: 'inbound', people: chosen.people, storage } as const;
      await readNames(session, wanted);
      const services = actionServices(session, files);
      const plan = planOf(session, wanted, services);
      const preflight = plan && (await checkFirst(plan, services));

      const confirmed = preflight && (await askToConfirm(preflight, services, session.circumstances));

      const report = confirmed && (await carryOut(confirmed, services));
      if (report !== undefined) {
        await followExports(report, services, session.circumstances);
      }
    } catch (error) {
      errors.show(error, session.circumstances);
    }
  };
}
