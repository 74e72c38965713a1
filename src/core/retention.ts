/**
 * Seconds that the ledger remembers: longer than vendors retry, and than a partly published delivery waits
 * (14 days queued, 14 more parked).
 */
export const ledgerSeconds = 30 * 24 * 3_600;
