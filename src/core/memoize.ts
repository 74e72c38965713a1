/** Longest text that is worth remembering, and how many of them. */
const most = { length: 128, entries: 4_096 } as const;

/**
 * A pure function of a text that remembers its results. What a sender can vary must not fill the memory: long texts are not kept,
 * and a full store starts anew.
 */
export function memoize<T extends object>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const made = make(text);
    if (text.length > most.length) return made;
    if (known.size >= most.entries) known.clear();
    known.set(text, made);
    return made;
  };
}

/** A pure function of an object that remembers its result for as long as the object lives. */
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
