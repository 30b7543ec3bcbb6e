import type { DataPolicyOperation } from '../../graph/resources';
import type { Clock } from '../clock';
import { guidSpace } from '../world/guid';
import { writeAppendBlob } from './appendBlob';
import type { Container } from './storageLocation';

interface ExportRequest {
  readonly tenantId: string;
  readonly userId: string;
  readonly container: Container;
  readonly data: Readonly<Record<string, unknown>>;
  /** Ends in `failed` without writing. */
  readonly fails: boolean;
}

/** Exports under way and done. Each writes its data into its container when its time has come. */
export interface DataPolicyOperations {
  /** Gives the id of the operation. */
  start(request: ExportRequest): string;
  /** Undefined for an unknown one, another tenant's, or one that is too new to be seen. */
  find(tenantId: string, id: string): Promise<DataPolicyOperation | undefined>;
  isUsed(container: Container): boolean;
  clear(): void;
}

export interface ExportTimes {
  readonly seed: number;
  readonly exportDurationMs: number;
  readonly exportLagMs: number;
}

interface Running extends ExportRequest {
  readonly id: string;
  readonly submitted: number;
  readonly timer: NodeJS.Timeout;
  ending: Promise<void> | undefined;
  outcome: { readonly status: 'complete' | 'failed'; readonly completed: number } | undefined;
}

const writeTimeoutMs = 30_000;
/** Part of its time that an operation has not begun. */
const waitingPart = 0.2;

const isoSeconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

function viewOf(running: Running, elapsedPart: number): DataPolicyOperation {
  const { outcome } = running;
  return {
    id: running.id,
    status: outcome?.status ?? (elapsedPart < waitingPart ? 'notStarted' : 'running'),
    progress: outcome?.status === 'complete' ? 100 : elapsedPart < waitingPart ? 0 : Math.min(99, Math.floor(elapsedPart * 100)),
    userId: running.userId,
    storageLocation: running.container.sasUrl.href,
    submittedDateTime: isoSeconds(running.submitted),
    completedDateTime: outcome ? isoSeconds(outcome.completed) : null,
  };
}

/** Writes the data into the container; the operation ends as that does. */
async function write(running: Running, clock: Clock): Promise<void> {
  const completed = (status: 'complete' | 'failed'): void => {
    running.outcome = { status, completed: clock.now() };
  };
  if (running.fails) {
    completed('failed');
    return;
  }
  const content = `${JSON.stringify({ ...running.data, exportOperationId: running.id, exportedDateTime: isoSeconds(clock.now()) })}\n`;
  const signal = AbortSignal.timeout(writeTimeoutMs);
  await writeAppendBlob(running.container.sasUrl, `${running.userId}.json`, content, signal).then(
    () => completed('complete'),
    () => completed('failed'),
  );
}

export function createDataPolicyOperations(clock: Clock, times: ExportTimes): DataPolicyOperations {
  const ids = guidSpace(times.seed, 80);
  const all = new Map<string, Running>();
  const used = new Set<string>();
  let started = 0;

  const end = (running: Running): Promise<void> => (running.ending ??= write(running, clock));

  return {
    start: (request) => {
      const id = ids.at(started);
      started += 1;
      const timer = setTimeout(() => {
        const running = all.get(id);
        void (running && end(running));
      }, times.exportDurationMs);
      timer.unref();
      all.set(id, { ...request, id, submitted: clock.now(), timer, ending: undefined, outcome: undefined });
      used.add(request.container.name);
      return id;
    },
    find: async (tenantId, id) => {
      const running = all.get(id.toLowerCase());
      if (running?.tenantId !== tenantId || clock.now() - running.submitted < times.exportLagMs) {
        return undefined;
      }
      const elapsed = clock.now() - running.submitted;
      if (elapsed >= times.exportDurationMs) {
        await end(running);
      }
      return viewOf(running, times.exportDurationMs === 0 ? 1 : elapsed / times.exportDurationMs);
    },
    isUsed: (container) => used.has(container.name),
    clear: () => {
      for (const { timer } of all.values()) {
        clearTimeout(timer);
      }
      all.clear();
      used.clear();
    },
  };
}
