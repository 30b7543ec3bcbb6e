import type { Tone } from '../../present/console/screen';
import type { PlanParts } from '../plans/planParts';

export type ConsoleParts = PlanParts;

/** Where a cmdlet writes, and how it is told to stop. */
export interface Output {
  readonly say: (text: string, tone?: Tone) => void;
  readonly signal: AbortSignal;
}
