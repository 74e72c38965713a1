/** The name that the SDK gives an error, by which services tell theirs apart. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "");
