import { eachMember, endOfValue, type Span, skipSpace } from "./json-text.ts";

/** Several paths at once: what is left of them below one value. `*` in a path is any step. */
export class Paths {
  /** True when one of the paths ends here. */
  readonly endHere: boolean;
  readonly #rests: readonly (readonly string[])[];
  /** By step, as far as steps are named in the paths. */
  readonly #named = new Map<string, Paths>();
  readonly #other: Paths | undefined;

  constructor(paths: readonly (readonly string[])[]) {
    this.endHere = paths.some((path) => path.length === 0);
    this.#rests = paths.filter((path) => path.length > 0);
    const steps = new Set(this.#rests.map(([step]) => step));
    for (const step of steps)
      if (step !== undefined && step !== "*") this.#named.set(step, this.#after(step));
    if (steps.has("*")) this.#other = this.#after("*");
  }

  /** What is left below a member or an element; undefined when no path leads there. */
  below(step: string): Paths | undefined {
    return this.#named.get(step) ?? this.#other;
  }

  #after(step: string): Paths {
    return new Paths(
      this.#rests.filter(([first]) => first === step || first === "*").map(([, ...rest]) => rest),
    );
  }
}

/** Called with a value at the end of a path, or with a string on its way: the paths may continue in its JSON. */
type Visit = (span: Span, left: Paths) => void;

/**
 * Visits every value at these paths, and every string on their way, in order, in one pass over the text. Redaction must
 * reach all of equal keys, of which JSON.parse keeps one.
 * @param text that is known to parse
 * @param inside also what paths reach inside a value at the end of another path
 */
export function reach(text: string, paths: Paths, visit: Visit, inside = false): void {
  /** @returns the end of the value that starts at `at` */
  const walk = (at: number, left: Paths): number => {
    const opening = text[at];
    const isLeaf = opening !== "[" && opening !== "{";
    if (left.endHere || isLeaf) {
      const end = endOfValue(text, at);
      if (left.endHere || opening === '"') visit({ start: at, end }, left);
      if (isLeaf || !inside) return end;
    }
    return eachMember(text, at, (step, start) => {
      const next = left.below(step);
      return next ? walk(start, next) : endOfValue(text, start);
    });
  };
  walk(skipSpace(text, 0), paths);
}
