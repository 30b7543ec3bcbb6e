/** Exports a day, for the whole tenant and for one subject. Source: the throttling limits page, data policy operation. */
export const exportLimits = { perTenantPerDay: 1000, perSubjectPerDay: 100 } as const;
