/** Largest body in bytes of which fields are read before it is believed. */
export const mostUnverifiedBytes = 1_048_576;

/** Most signatures in a request. No vendor sends more; beyond it they count as malformed, so that they can't cost us work. */
export const mostSignatures = 16;
