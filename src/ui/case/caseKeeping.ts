import type { Plan } from '../../actions/plan';
import { keepPlanInCase } from '../../evidence/keepPlan';
import type { Context } from '../../signin/context';
import type { ActingFiles } from '../actionServices';
import type { ErrorDisplay } from '../showError';
import type { TenantSession } from '../tenantSession';
import { copyJournal } from './caseData';
import type { Cases } from './cases';

type Keeping = Pick<ActingFiles, 'mayAct' | 'heldByCase' | 'keepPlan' | 'keepJournal'>;

/** Lets one piece of work run at a time for each key, and once more when it was asked for meanwhile. */
class OneAtATime {
  private readonly again = new Map<string, boolean>();

  async run(key: string, work: () => Promise<void>): Promise<void> {
    if (this.again.has(key)) {
      this.again.set(key, true);
      return;
    }
    try {
      do {
        this.again.set(key, false);
        await work();
      } while (this.again.get(key) === true);
    } finally {
      this.again.delete(key);
    }
  }
}

/** What a case that is open does while somebody acts: it says where nothing may be done, and keeps plans and journals. What cannot be kept is told. */
export function caseKeeping(cases: Cases, errors: ErrorDisplay): Keeping {
  const copying = new OneAtATime();
  const inCase = async (context: Context, keep: (opened: NonNullable<Cases['opened']>) => Promise<unknown>): Promise<void> => {
    const { opened } = cases;
    if (opened === undefined || !cases.allows(context)) {
      return;
    }
    try {
      await keep(opened);
    } catch (error) {
      errors.show(error);
    }
  };
  return {
    mayAct: cases.mayAct,
    heldByCase: cases.heldByCase,
    keepPlan: (plan: Plan, context) => inCase(context, (opened) => keepPlanInCase(opened, plan)),
    keepJournal: (session: TenantSession, directory) =>
      copying.run(session.context.id, () => inCase(session.context, (opened) => copyJournal(session, opened, { directory }))),
  };
}
