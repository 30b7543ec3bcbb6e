import type { InboundSharedUserProfile } from '../graph/resources';

type Named = Pick<InboundSharedUserProfile, 'displayName' | 'userPrincipalName' | 'userId'>;

/** The best name of a person as the directory has it: displayed name, user principal name, id. Not safe to show as it is. */
export function personName({ displayName, userPrincipalName, userId }: Named): string {
  return [displayName, userPrincipalName].find((name) => name.trim() !== '') ?? userId;
}
