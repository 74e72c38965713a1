import { type Facts, type Pointer, readValue } from "./pointers.ts";

/** A test of a request. */
export interface Condition {
  /** The value that must be present. */
  readonly when: Pointer;
  /** The texts of which the value must be one. Default: any text. */
  readonly equals?: string | readonly string[];
}

/** True when a request meets a condition. Without `when` every request does. */
export function isMet({ when, equals }: Partial<Condition>, facts: Facts): boolean {
  if (when === undefined) return true;
  const value = readValue(facts, when);
  return equals === undefined ? value !== undefined : [equals].flat().some((text) => text === value);
}
