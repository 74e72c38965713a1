/** Largest body, in bytes, that is parsed before it is verified. */
export const mostUnverifiedBytes = 1_048_576;

/** Most signatures in a request; no vendor sends more. A longer list is malformed: each costs us a hash. */
export const mostSignatures = 16;
