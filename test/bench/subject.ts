import process from 'node:process';
import type { Rate } from '../../src/graph/throttleLimits';

/** What a subject is told: where the service is, a token for it, and what the row asks for. */
export interface SubjectInput {
  readonly graphEndpoint: string;
  readonly token: string;
  /** Page size to ask for; 0 asks for none, and the service decides. */
  readonly top: number;
  readonly size: number;
  /** The limit for writes that the service keeps, where it is not the published one. */
  readonly writes?: Rate;
  /** Waits before each further look at removals whose answer was lost, where they are not the product's own. */
  readonly settleAfterMs?: readonly number[];
}

/** `ms` is the work alone. Further numbers by name, as the row reads them. */
export interface SubjectResult {
  readonly ms: number;
  readonly numbers: Readonly<Record<string, number>>;
}

export type Subject = (input: SubjectInput) => Promise<SubjectResult>;

export async function timed(work: () => Promise<Readonly<Record<string, number>>>): Promise<SubjectResult> {
  const begun = performance.now();
  const before = process.cpuUsage();
  const numbers = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - begun, numbers: { ...numbers, cpuMs: (user + system) / 1000 } };
}
