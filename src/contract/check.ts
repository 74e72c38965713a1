import { deepStrictEqual } from "node:assert";

/** One thing that a provider must do. It throws with the reason where the provider does not. */
export interface Check {
  /** The recorded request that it is about. */
  readonly about?: string;
  readonly name: string;
  run(): void | Promise<void>;
}

/** Fails a check. @param message what is wrong, and where to look first */
export function unmet(message: string): never {
  throw new Error(message);
}

/** Fails with one line for each thing that is missing. */
export function needNone(missing: readonly string[]): void {
  if (missing.length > 0) unmet(missing.join("\n"));
}

/** Fails unless both are the same, with their difference. */
export function needSame(found: unknown, wanted: unknown, message: string): void {
  try {
    deepStrictEqual(found, wanted);
  } catch (error) {
    unmet(`${message}: ${(error as Error).message}`);
  }
}
