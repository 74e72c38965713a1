/** Longest text (characters) that is kept, and how many are kept. */
const most = { length: 128, entries: 4_096 } as const;

/**
 * A pure function of a text that keeps its results. Bounded, because senders vary texts: long ones are not
 * kept, a full cache is emptied.
 */
export function memoize<T extends object>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const result = make(text);
    if (text.length > most.length) return result;
    if (known.size >= most.entries) known.clear();
    known.set(text, result);
    return result;
  };
}

/** A pure function of an object that keeps its result for as long as the object lives. */
export function memoizeFor<K extends object, T extends object>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, T>();
  return (key) => {
    let found = known.get(key);
    if (!found) {
      found = make(key);
      known.set(key, found);
    }
    return found;
  };
}
