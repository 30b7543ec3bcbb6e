import type { ErrorDisplay } from '../showError';
import { targets, type Command } from '../targets';
import type { TenantSessions } from '../tenantSessions';

export function showFailure({ sessions, errors }: { readonly sessions: TenantSessions; readonly errors: ErrorDisplay }): Command {
  return (node, selection) => {
    const [chosen] = targets(['failed', 'partial'], node, selection);
    if (chosen !== undefined) {
      const retry = (): unknown => sessions.get(chosen.contextId)?.profiles.refresh(chosen.direction);
      errors.showExplanation(chosen.explanation, { retry });
    }
  };
}
