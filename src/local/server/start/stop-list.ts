/** What has been started, so that it can be stopped in the opposite order. */
export interface StopList {
  add(stop: () => unknown): void;
  /** Stops everything, the last first. */
  stopAll(): Promise<void>;
}

/** An empty list. */
export function makeStopList(): StopList {
  const stops: (() => unknown)[] = [];
  return {
    add: (stop) => void stops.push(stop),
    async stopAll() {
      for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
    },
  };
}

/** Like `Promise.all`, but it rejects only after all have settled, so that what they started can be stopped. */
export async function allOrNone<Parts extends readonly unknown[] | []>(
  parts: Parts,
): Promise<{ -readonly [Index in keyof Parts]: Awaited<Parts[Index]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts);
}
