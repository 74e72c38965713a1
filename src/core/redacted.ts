/** What stands in the place of a value that nobody may see. */
export const redacted = "[redacted]";
