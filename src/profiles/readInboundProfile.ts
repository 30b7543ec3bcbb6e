import type { CallIds } from '../graph/errors';
import { CancelledError, GraphError } from '../graph/errors';
import type { CallOptions, GraphClient } from '../graph/client';
import type { InboundSharedUserProfile } from '../graph/resources';
import { sameId } from './sameId';

/** One inbound person asked for again. `otherPerson`: the id answers, but with somebody of another home tenant. */
export type InboundReading =
  | {
      readonly kind: 'found' | 'otherPerson';
      readonly profile: InboundSharedUserProfile;
      readonly raw: Readonly<Record<string, unknown>>;
      readonly ids: CallIds;
    }
  | { readonly kind: 'gone'; readonly ids: CallIds | undefined }
  | { readonly kind: 'unknown'; readonly error: Error };

/**
 * Asks for one inbound shared user profile. The call takes only a user id, so the home tenant of the answer is compared.
 * Throws CancelledError.
 */
export async function readInboundProfile(
  client: GraphClient,
  homeTenantId: string,
  userId: string,
  options: CallOptions = {},
): Promise<InboundReading> {
  try {
    const { value, raw, ids } = await client.get('getInboundSharedUserProfile', { userId }, options);
    const same = sameId(value.homeTenantId, homeTenantId) && sameId(value.userId, userId);
    return { kind: same ? 'found' : 'otherPerson', profile: value, raw, ids };
  } catch (error) {
    if (error instanceof CancelledError) {
      throw error;
    }
    if (error instanceof GraphError && error.details.status === 404) {
      return { kind: 'gone', ids: error.details.ids };
    }
    return { kind: 'unknown', error: error instanceof Error ? error : new Error('The profile could not be read.', { cause: error }) };
  }
}
