import { shownProfiles } from '../../present/tree/reading';
import { textOf } from '../../present/tools/toolInput';
import { partnerHit } from '../../profiles/startingPoints';
import { findTenantId } from '../pickTenant';
import { completenessOf, sessionOf, whereOf, type ToolRun } from './toolParts';

const sampleIds = 20;

/** Names and domains of a tenant, by its id or a domain. */
export const tenantInformation: ToolRun = async (input, parts, signal) => {
  const session = sessionOf(input, parts);
  const tenantId = await findTenantId(textOf(input, 'tenant'), session);
  const state = await session.profiles.tenants.find(tenantId, { signal });
  if (state.kind === 'notFound' || state.kind === 'failed') {
    throw state.error;
  }
  const information = session.namesOf(tenantId);
  const { displayName = null, defaultDomainName = null, federationBrandName = null } = information ?? {};
  return { facts: { ...whereOf(session) }, rows: [{ tenantId, displayName, defaultDomainName, federationBrandName }] };
};

/** How many of a partner's people are here and of ours there, in every signed-in tenant: the table of the command, in numbers. */
export const partnerImpact: ToolRun = async (input, parts) => {
  const { all } = parts.sessions;
  const [first] = all;
  const session = first ?? sessionOf(input, parts);
  const tenantId = await findTenantId(textOf(input, 'tenant'), session);
  await Promise.all(all.flatMap(({ profiles }) => [profiles.load('inbound'), profiles.load('outbound')]));
  const impacts = all.map((each) => {
    const inbound = shownProfiles(each.inbound);
    const outbound = shownProfiles(each.outbound);
    const [hit] = partnerHit([{ contextId: each.context.id, inbound, outbound }], tenantId);
    return {
      ...whereOf(each),
      theirPeopleHere: hit?.theirPeople?.length ?? null,
      inboundList: completenessOf(each, 'inbound'),
      ourUsersThere: hit?.ourPeople?.length ?? null,
      ourUsersOfWhomItIsNotKnown: hit?.ourPeopleUnknown.length ?? null,
      outboundList: completenessOf(each, 'outbound'),
      ourUserIdsThere: [...(hit?.ourPeople?.window(0, sampleIds) ?? [])].map((row) => outbound?.row(row).userId ?? ''),
    };
  });
  const names = all.map((each) => each.namesOf(tenantId)).find((each) => each !== undefined);
  return {
    facts: { partnerTenantId: tenantId, inEachSignedInTenant: impacts },
    rows: [{ tenantId, displayName: names?.displayName ?? null, defaultDomainName: names?.defaultDomainName ?? null }],
  };
};
