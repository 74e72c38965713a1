/** The name of an SDK error, which identifies it. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "");
