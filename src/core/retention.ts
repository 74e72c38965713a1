/** Seconds for which the ledger remembers what is published: longer than SQS keeps a message (14 days) and than any vendor retries. */
export const ledgerSeconds = 16 * 24 * 3_600;
