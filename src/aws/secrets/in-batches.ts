/** Calls a store for parts of a list, all at once. When all have ended, it throws the first failure. */
export async function inBatches<T>(
  list: readonly T[],
  size: number,
  call: (part: readonly T[]) => Promise<void>,
): Promise<void> {
  const parts = Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
  const results = await Promise.allSettled(parts.map(call));
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
