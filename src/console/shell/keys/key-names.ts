/** Names of keys, and what a press means: pure, so that it is tested without a browser. */

/** A press, as far as its name goes. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The name of a press: `j`, `Shift x`, `Ctrl k` (also with the command key), `?`, `Escape`. Undefined for what is the browser's or the system's. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string | undefined {
  if (altKey || ["Shift", "Control", "Alt", "Meta", "Dead", "Process", "Unidentified"].includes(key))
    return undefined;
  const isLetter = /^\p{L}$/u.test(key);
  const name = isLetter ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) return shiftKey ? undefined : `Ctrl ${name}`;
  // What Shift makes of other keys is a key of its own: "?".
  return shiftKey && (isLetter || key.length > 1) ? `Shift ${name}` : name;
}

/** Keys that mean the same, for who expects arrows. */
const sameAs: Readonly<Record<string, string>> = {
  ArrowDown: "j",
  ArrowUp: "k",
  "Shift ArrowDown": "Shift j",
  "Shift ArrowUp": "Shift k",
};

/** A key that is one character: what WCAG 2.1.4 wants to be switched off. */
export const isSingleKey = (name: string): boolean => /^(?:Shift )?\S$/u.test(name);

/** What a press does with the keys of the page. */
export type KeyMeaning =
  | { readonly kind: "run"; readonly name: string }
  | { readonly kind: "wait"; readonly first: string }
  | { readonly kind: "nothing" };

/**
 * @param name of the press
 * @param first the press before it, where that began a pair
 * @param known the names of all keys that are in use
 */
export function keyMeaning(name: string, first: string | undefined, known: readonly string[]): KeyMeaning {
  if (first !== undefined) {
    const pair = `${first} ${name}`;
    if (known.includes(pair)) return { kind: "run", name: pair };
  }
  if (known.includes(name)) return { kind: "run", name };
  const same = sameAs[name];
  if (same !== undefined && known.includes(same)) return { kind: "run", name: same };
  if (known.some((one) => one.startsWith(`${name} `) && !/^(?:Ctrl|Shift) /.test(one)))
    return { kind: "wait", first: name };
  return { kind: "nothing" };
}
