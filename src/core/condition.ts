import { type Facts, type Pointer, readValue } from "./pointers.ts";

/** What tells one kind of request from another: a value is there, or it is one of some texts. */
export interface Condition {
  readonly when: Pointer;
  readonly equals?: string | readonly string[];
}

/** True when a request meets a condition. One that names no place is met by every request. */
export function isMet({ when, equals }: Partial<Condition>, facts: Facts): boolean {
  if (when === undefined) return true;
  const value = readValue(facts, when);
  return equals === undefined ? value !== undefined : [equals].flat().some((one) => one === value);
}
