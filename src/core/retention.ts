/**
 * Seconds for which the ledger remembers what is published: longer than any vendor retries, and than a delivery that is published in
 * part may wait (14 days in the queue, and 14 more in the dead-letter queue once it is parked).
 */
export const ledgerSeconds = 30 * 24 * 3_600;
