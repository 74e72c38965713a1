/** What happens, told to whoever listens. */
export interface NewsItem {
  readonly kind: "delivery" | "rejection" | "event" | "dead-letter";
  /** One line of JSON. */
  readonly line: string;
}

/** Passes news on, in order, to listeners that come and go. */
export interface News {
  tell(item: NewsItem): void;
  /** @returns how to stop listening */
  listen(listener: (item: NewsItem) => void): () => void;
}

export function makeNews(): News {
  const listeners = new Set<(item: NewsItem) => void>();
  return {
    tell(item) {
      for (const listener of listeners) listener(item);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A record with its cursor in front, as the API lists it. */
export function recordLine({ cursor, text }: { readonly cursor: string; readonly text: string }): string {
  return `{"cursor":${JSON.stringify(cursor)},${text.slice(1)}`;
}
