import { evidence, type Witness } from "../../recorded/witness.ts";

/** The strongest of several pieces of evidence; undefined where there is none. */
export function strongestWitness(witnesses: readonly Witness[]): Witness | undefined {
  const kinds = Object.keys(evidence);
  return witnesses.toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind))[0];
}
