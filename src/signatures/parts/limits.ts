/** Largest body, in bytes, that is parsed before it is verified. */
export const mostUnverifiedBytes = 1_048_576;

/**
 * Most signatures in a request, unless the provider names another number. A longer list is malformed: each costs
 * us a comparison, and in some schemes a hash.
 */
export const mostSignatures = 16;
