import type { JournalEntry } from './journalEntry';

const dayMs = 86_400_000;

/** Counts the exports of the last 24 hours from a journal. One whose answer was lost may have counted, thus it does. */
export class ExportCount {
  readonly #sent = new Map<string, { readonly at: number; readonly item: string }>();

  take(entry: JournalEntry): void {
    if (entry.kind === 'intent' && entry.call.operation === 'exportInboundPersonalData') {
      this.#sent.set(entry.clientRequestId, { at: Date.parse(entry.at), item: entry.item });
    } else if (entry.kind === 'notExecuted') {
      this.#sent.delete(entry.clientRequestId);
    } else if (entry.kind === 'result' && entry.outcome === 'failed' && entry.clientRequestId !== null) {
      this.#sent.delete(entry.clientRequestId);
    }
  }

  ofTenant(now: Date): number {
    return this.#recent(now).length;
  }

  ofPerson(item: string, now: Date): number {
    return this.#recent(now).filter((sent) => sent.item === item).length;
  }

  #recent(now: Date): readonly { readonly item: string }[] {
    return [...this.#sent.values()].filter(({ at }) => at > now.getTime() - dayMs);
  }
}
