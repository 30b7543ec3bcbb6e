import type { ErrorDisplay } from './showError';
import type { Command } from './targets';

/** Runs a command. What it throws is shown, with the command itself as the way to retry. */
export async function guarded(command: Command, args: readonly [node?: unknown, selection?: unknown], errors: ErrorDisplay): Promise<void> {
  try {
    await command(...args);
  } catch (error) {
    errors.show(error, {}, { retry: () => guarded(command, args, errors) });
  }
}
