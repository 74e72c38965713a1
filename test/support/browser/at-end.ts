import { afterAll } from "vitest";

const closers: (() => Promise<void>)[] = [];

// Vitest takes no hook within a hook, and most of what ends here is started in one.
afterAll(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Ends something when the tests of the file that imports this are over: the last one first. */
export const atEnd = (close: () => Promise<void>): void => void closers.push(close);
