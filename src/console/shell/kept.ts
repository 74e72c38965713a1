/** What the page remembers in this browser. A browser that keeps nothing still shows the page. */

/** The text that is kept under a name. */
export function keptText(name: string): string | undefined {
  try {
    return window.localStorage.getItem(`hookbridge.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text; undefined forgets it. */
export function keepText(name: string, text: string | undefined): void {
  try {
    if (text === undefined) window.localStorage.removeItem(`hookbridge.${name}`);
    else window.localStorage.setItem(`hookbridge.${name}`, text);
  } catch {
    // Private windows may refuse: the page then forgets at its end.
  }
}
