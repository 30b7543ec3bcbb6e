import type { Contexts } from '../../signin/contexts';
import type { ErrorDisplay } from '../showError';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

interface FailureParts {
  readonly contexts: Contexts;
  readonly sessions: TenantSessions;
  readonly errors: ErrorDisplay;
}

export function showFailure({ contexts, sessions, errors }: FailureParts): Command {
  return (node, selection) => {
    const [chosen] = targets(['lostContext', 'failed', 'partial'], node, selection);
    if (chosen?.kind === 'lostContext') {
      errors.showExplanation(chosen.explanation, { retry: () => contexts.restore() });
    } else if (chosen !== undefined) {
      const retry = (): unknown => sessions.get(chosen.contextId)?.profiles.refresh(chosen.direction);
      errors.showExplanation(chosen.explanation, { retry });
    }
  };
}
