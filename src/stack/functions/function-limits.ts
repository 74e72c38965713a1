/** Timeouts of the functions. API Gateway waits 30 seconds; the visibility timeout is six times that of `publish`. */
export const timeoutSeconds = { receive: 29, publish: 60 } as const;

/** Memory in MB. The CPU share grows with it, and `receive` answers while a vendor waits. */
export const memoryMegabytes = { receive: 1_024, publish: 512 } as const;
