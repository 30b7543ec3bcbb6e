import type { CallOptions, GraphClient } from '../graph/client';
import { GraphError } from '../graph/errors';
import { callOptions, type LoadOptions } from './loading';
import type { TenantsOfUser } from './outboundProfiles';
import { failed, readTenantsOfUser, tenantsFrom } from './readTenantsOfUser';
import { waitingTally, type OnWaiting } from './waitingTally';

/** What was learnt about a service, for the next time. */
export interface BatchMemory {
  refused: boolean;
}

interface Task {
  readonly index: number;
  readonly userId: string;
}

/** Source: Graph JSON batching page. */
const usersPerBatch = 20;
const concurrentBatches = 8;
const concurrentCalls = 64;

/**
 * Reads the tenants of many users while more users still come: in batches of 20 where the service takes them, each user alone where not. The
 * client's gate keeps the published limits either way. Every user has an own outcome.
 */
export class TenantsReading {
  private readonly waiting: Task[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly onWaiting: () => OnWaiting;
  private failure: unknown;

  constructor(
    private readonly client: GraphClient,
    private readonly memory: BatchMemory,
    private readonly options: LoadOptions<never>,
    private readonly done: (index: number, tenants: TenantsOfUser) => void,
  ) {
    this.onWaiting = waitingTally((waiting) => options.onWaiting?.(waiting));
  }

  add(tasks: readonly Task[]): void {
    this.waiting.push(...tasks);
    this.start(false);
  }

  /** When every user has an outcome. Throws CancelledError. */
  async finish(): Promise<void> {
    this.start(true);
    while (this.running.size > 0) {
      await Promise.race(this.running);
      this.start(true);
    }
    if (this.failure !== undefined) {
      throw this.failure as Error;
    }
  }

  private start(all: boolean): void {
    while (this.failure === undefined && this.waiting.length > 0) {
      const size = this.memory.refused ? 1 : usersPerBatch;
      const most = this.memory.refused ? concurrentCalls : concurrentBatches;
      if (this.running.size >= most || (this.waiting.length < size && !all)) {
        return;
      }
      this.run(this.waiting.splice(0, size));
    }
  }

  private run(tasks: readonly Task[]): void {
    const run: Promise<void> = this.read(tasks)
      .catch((error: unknown) => {
        this.failure ??= error;
      })
      .finally(() => {
        this.running.delete(run);
        this.start(false);
      });
    this.running.add(run);
  }

  private async read(tasks: readonly Task[]): Promise<void> {
    if (this.memory.refused || tasks.length === 1) {
      await Promise.all(tasks.map((task) => this.readAlone(task)));
      return;
    }
    try {
      const lists = await this.client.listMany('listOutboundTenants', tasks.map(pathOf), this.callOptions());
      await Promise.all(lists.map(async (pages, position) => this.done(tasks[position]?.index ?? 0, await tenantsFrom(pages))));
    } catch (error) {
      await this.readAfterBatch(tasks, error);
    }
  }

  /** When a batch as a whole failed, each user is asked for alone: a service that takes no batches is not asked for one again. */
  private async readAfterBatch(tasks: readonly Task[], error: unknown): Promise<void> {
    if (!(error instanceof GraphError)) {
      const outcome = failed(error);
      tasks.forEach(({ index }) => this.done(index, outcome));
      return;
    }
    this.memory.refused ||= error.details.operation === 'batch' && error.details.failure === 'refused';
    await Promise.all(tasks.map((task) => this.readAlone(task)));
  }

  private async readAlone({ index, userId }: Task): Promise<void> {
    this.done(index, await readTenantsOfUser(this.client, userId, this.callOptions()));
  }

  private callOptions(): CallOptions {
    return { ...callOptions(this.options), onWaiting: this.onWaiting() };
  }
}

function pathOf({ userId }: Task): { readonly userId: string } {
  return { userId };
}
