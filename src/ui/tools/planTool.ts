import type { InboundPerson, OutboundReference } from '../../actions/planItems';
import type { Wanted } from '../../actions/createPlan';
import { shownProfiles } from '../../present/tree/reading';
import { directionOf, optionalTextOf, textOf, textsOf, ToolInputError, type ToolInput } from '../../present/tools/toolInput';
import { planFor } from '../plans/planFor';
import { outboundReference } from '../plans/whom';
import type { TenantSession } from '../tenantSession';
import { completenessOf, sessionOf, whereOf, type ToolRun } from './toolParts';

const mostPeople = 100;

async function inboundPeople(
  session: TenantSession,
  userIds: readonly string[],
  homeTenantId: string | undefined,
): Promise<readonly InboundPerson[]> {
  await session.profiles.load('inbound');
  const profiles = shownProfiles(session.inbound);
  return userIds.map((userId) => {
    const people = (profiles?.rowsOfUserId(userId) ?? []).flatMap((row) => {
      const person = profiles?.row(row);
      return person !== undefined && (homeTenantId === undefined || person.homeTenantId.toLowerCase() === homeTenantId.toLowerCase())
        ? [person]
        : [];
    });
    const homes = new Set(people.map((person) => person.homeTenantId.toLowerCase()));
    const [person] = people;
    if (person === undefined || homes.size > 1) {
      throw new ToolInputError(
        person === undefined ? `nobody in the inbound list has the id ${userId}` : `the id ${userId} is that of people of several tenants`,
      );
    }
    return person;
  });
}

function references(userIds: readonly string[], input: ToolInput): readonly OutboundReference[] {
  const tenantId = textOf(input, 'tenantId');
  return userIds.map((userId) => outboundReference(userId, tenantId));
}

/** Prepares the plan of a removal and shows it to the person. Reads only: a plan runs when the person runs it. */
export const preparePlan: ToolRun = async (input, parts) => {
  const session = sessionOf(input, parts);
  const direction = directionOf(input);
  const userIds = textsOf(input, 'userIds', mostPeople);
  const wanted: Wanted =
    direction === 'outbound'
      ? { verb: 'remove', direction, people: references(userIds, input) }
      : { verb: 'remove', direction, people: await inboundPeople(session, userIds, optionalTextOf(input, 'tenantId')) };
  const planned = await planFor(session, wanted, textOf(input, 'reason'), parts.files);
  if (planned === undefined) {
    throw new ToolInputError('there can be no such plan; the editor shows the person why');
  }
  const { plan } = planned;
  await parts.actionPages.showPlan(plan);
  return {
    facts: {
      ...whereOf(session),
      list: completenessOf(session, direction),
      plan: plan.sha256,
      calls: plan.items.length,
      state: 'prepared and shown to the person. NOTHING WAS SENT. It runs only when the person runs and confirms it.',
    },
    rows: plan.items.map(({ userId, displayName, userPrincipalName, call }) => ({
      userId,
      displayName,
      userPrincipalName,
      call: call.path,
    })),
  };
};
