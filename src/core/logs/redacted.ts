/** Replaces a secret or redacted value. */
export const redacted = "[redacted]";
