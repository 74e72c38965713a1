import type { Consumers } from "./consumers.ts";

/** Stands for the subscriptions where none can run. @param names of those that the configuration has */
export const noConsumers = (names: readonly string[]): Consumers => ({
  warnings:
    names.length === 0
      ? []
      : [
          `these subscriptions do not run, because EventBridge is not the embedded one: ${names.join(", ")}. Their events are on the bus, and go no further`,
        ],
  letters: new Map(),
  rows: async () => [],
  row: async () => undefined,
  pause: async () => false,
  resume: async () => false,
  results: (_bus, rules) => rules,
  consumptions: { at: () => undefined, list: () => ({ items: [], next: null, previous: null, total: 0 }) },
  has: () => false,
  close: async () => {},
});
