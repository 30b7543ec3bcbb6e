import type { TenantInformation } from '../../graph/resources';
import type { Snapshot, TenantLookup } from '../../evidence/snapshot';
import type { TableRemark } from '../../present/table/table';
import type { InboundProfiles } from '../../profiles/inboundProfiles';
import type { OutboundProfiles } from '../../profiles/outboundProfiles';
import type { Direction } from '../../profiles/sharedProfiles';
import type { TenantNames } from '../../profiles/tenantNames';
import type { TenantSession } from '../tenantSession';

/** Where a table takes its people from: a signed-in tenant, or a snapshot that was opened. */
export interface TriageSource {
  readonly id: string;
  readonly title: string;
  readonly tenantId: string;
  /** Undefined for a snapshot: there is nobody to ask and nothing to do. */
  readonly session: TenantSession | undefined;
  /** Undefined for a signed-in tenant. */
  readonly snapshot: Snapshot | undefined;
  readonly tenants: TenantLookup & TenantNames;
  inbound(): InboundProfiles | undefined;
  outbound(): OutboundProfiles | undefined;
  namesOf(tenantId: string): TenantInformation | undefined;
  isReading(direction: Direction): boolean;
  /** How complete a side is, where it is not; what was read when it is a snapshot. */
  remarks(direction: Direction): readonly TableRemark[];
  /** Asks for what is not read yet. */
  load(direction: Direction): void;
  readonly changed: (listener: () => void) => { dispose(): unknown };
}
