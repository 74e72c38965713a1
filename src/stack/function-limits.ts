/** Seconds that each function may take. A gateway waits 30; the queue hides a message six times as long as `publish` may take. */
export const timeoutSeconds = { receive: 29, publish: 60 } as const;

/** Memory in MB. A function's processor grows with it, and `receive` answers while a vendor waits. */
export const memoryMegabytes = { receive: 1_024, publish: 512 } as const;
