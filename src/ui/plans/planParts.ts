import type { Contexts } from '../../signin/contexts';
import type { ActingFiles } from '../actionServices';
import type { ErrorDisplay } from '../showError';
import type { SigningIn } from '../signingIn';
import type { TenantSessions } from '../tenantSessions';
import type { ActionPages } from './actionPages';
import type { ExportFollowing } from './exportFollowing';
import type { RunsUnderWay } from './runsUnderWay';

/** What every command about plans and runs works with. */
export interface PlanParts {
  readonly contexts: Contexts;
  readonly signingIn: SigningIn;
  readonly sessions: TenantSessions;
  readonly files: ActingFiles;
  readonly errors: ErrorDisplay;
  readonly runs: RunsUnderWay;
  readonly following: ExportFollowing;
  readonly actionPages: ActionPages;
}
