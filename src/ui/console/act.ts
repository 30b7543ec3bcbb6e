import { t } from '@vscode/l10n';
import type { Wanted } from '../../actions/createPlan';
import { outcomesOf, readPastRuns } from '../../actions/pastRuns';
import type { PathValues } from '../../graph/client';
import type { OperationId } from '../../graph/operation';
import { planText } from '../../present/acting/planText';
import { outcomeWord } from '../../present/acting/runWords';
import { sameId } from '../../profiles/sameId';
import { actOn } from '../plans/actOn';
import { askStorage } from '../plans/askStorage';
import { planFor, type Planned } from '../plans/planFor';
import { outboundReference } from '../plans/whom';
import type { TenantSession } from '../tenantSession';
import type { ConsoleParts, Output } from './consoleParts';

/** What a verb is asked to do. */
export interface Deed {
  readonly id: OperationId;
  readonly path: PathValues;
  readonly whatIf: boolean;
}

/** Reads the person, and the list that tells whether the id is that of one person only, as the menus have it. */
async function wantedInbound({ id, path }: Deed, session: TenantSession, parts: ConsoleParts, out: Output): Promise<Wanted | undefined> {
  const userId = path['userId'] ?? '';
  const [{ value: person }] = await Promise.all([
    session.client.get('getInboundSharedUserProfile', { userId }, { signal: out.signal }),
    session.profiles.load('inbound'),
  ]);
  if (!sameId(person.userId, userId)) {
    out.say(t('Microsoft Graph answered with another person than the one asked for. Nothing was sent.'), 'error');
    return undefined;
  }
  if (id === 'removeInboundPersonalData') {
    return { verb: 'remove', direction: 'inbound', people: [person] };
  }
  const storage = await askStorage([person], session.context.environment.kind === 'sandbox', parts.files.vault.of(session.context.id));
  return storage && { verb: 'export', direction: 'inbound', people: [person], storage };
}

function wantedOf(deed: Deed, session: TenantSession, parts: ConsoleParts, out: Output): Promise<Wanted | undefined> {
  const { userId = '', tenantId = '' } = deed.path;
  return deed.id === 'removeOutboundPersonalData'
    ? Promise.resolve({ verb: 'remove', direction: 'outbound', people: [outboundReference(userId, tenantId)] })
    : wantedInbound(deed, session, parts, out);
}

/** What the journal says about a plan that was just put to the person. */
async function sayOutcome({ plan, services }: Planned, { say }: Output): Promise<void> {
  const past = (await readPastRuns(services)).find(({ state }) => state.plan === plan.sha256);
  const outcomes = past === undefined ? [] : [...outcomesOf(past.state).values()];
  if (outcomes.length === 0) {
    say(t('Nothing was sent.'), 'remark');
  }
  outcomes.forEach((outcome) => say(t('In the journal: {0}', outcomeWord(outcome))));
}

/** Exports or removes the way the menus do: plan, preflight, confirmation, run, journal. Throws what these throw. */
export async function act(deed: Deed, session: TenantSession, parts: ConsoleParts, out: Output): Promise<void> {
  const wanted = await wantedOf(deed, session, parts, out);
  const planned = wanted && (await planFor(session, wanted, '', parts.files));
  if (planned === undefined) {
    out.say(t('Nothing was sent.'), 'remark');
    return;
  }
  if (deed.whatIf) {
    out.say(planText(planned.plan));
    out.say(t('What If: nothing was sent.'), 'remark');
    return;
  }
  await actOn(planned, session, parts);
  await sayOutcome(planned, out);
}
