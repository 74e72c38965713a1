/** Something that has happened in the bridge. */
export interface EmittedItem {
  readonly kind: "delivery" | "rejection" | "event" | "dead-letter";
  /** One line of JSON. */
  readonly line: string;
}

/** Passes items in order to listeners that come and go. */
export interface Emitter {
  emit(item: EmittedItem): void;
  /** @returns how to stop listening */
  listen(listener: (item: EmittedItem) => void): () => void;
}

/** An emitter without listeners. */
export function makeEmitter(): Emitter {
  const listeners = new Set<(item: EmittedItem) => void>();
  return {
    emit(item) {
      for (const listener of listeners) listener(item);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
