import type { CallRecord } from '../../graph/client';

/** One attempt of one call, and the context in which it was made. */
export interface RecentCall {
  readonly contextId: string;
  readonly record: CallRecord;
}

/** How many calls are remembered. */
export const mostRecentCalls = 500;

/** The last calls of this window, in memory only. */
export class RecentCalls {
  private calls: RecentCall[] = [];
  private next = 0;

  add(call: RecentCall): void {
    this.calls[this.next] = call;
    this.next = (this.next + 1) % mostRecentCalls;
  }

  forget(contextId: string): void {
    this.calls = this.all.filter((call) => call.contextId !== contextId).reverse();
    this.next = this.calls.length % mostRecentCalls;
  }

  /** Newest first. */
  get all(): readonly RecentCall[] {
    return [...this.calls.slice(this.next), ...this.calls.slice(0, this.next)].reverse();
  }
}
