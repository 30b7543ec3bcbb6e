const hourMs = 3_600_000;

/** Hours a controller has from becoming aware to notifying the authority. Source: GDPR, Art. 33(1). */
export const notificationHours = 72;

/** How far the 72 hours are. Times in milliseconds since the epoch; `ahead` when the aware-since time is still to come. */
export type CaseClock =
  | { readonly kind: 'ahead'; readonly startsAt: number }
  | { readonly kind: 'running'; readonly endsAt: number; readonly elapsedMs: number; readonly leftMs: number }
  | { readonly kind: 'over'; readonly endsAt: number; readonly elapsedMs: number; readonly overMs: number };

/** Reads the clock of a case that is aware since a time in UTC (ISO 8601) at a moment. */
export function caseClock(awareSince: string, now: number): CaseClock {
  const startsAt = Date.parse(awareSince);
  const endsAt = startsAt + notificationHours * hourMs;
  const elapsedMs = now - startsAt;
  if (elapsedMs < 0) {
    return { kind: 'ahead', startsAt };
  }
  if (now < endsAt) {
    return { kind: 'running', endsAt, elapsedMs, leftMs: endsAt - now };
  }
  return { kind: 'over', endsAt, elapsedMs, overMs: now - endsAt };
}
