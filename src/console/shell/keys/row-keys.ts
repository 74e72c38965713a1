/** Keys of every list whose rows are links in a table: a list with keys of its own registers them later, and goes before. */
import type { KeyMap } from "./keys.ts";

/** The links of the rows that are seen. */
const rowLinks = (): readonly HTMLAnchorElement[] =>
  Array.from(document.querySelectorAll<HTMLAnchorElement>("main table a.row")).filter(
    (link) => link.getClientRects().length > 0,
  );

/** The link that has the focus, in a row or anywhere else. */
const focusedLink = (): HTMLAnchorElement | undefined =>
  document.activeElement instanceof HTMLAnchorElement ? document.activeElement : undefined;

function move(by: 1 | -1): boolean {
  const links = rowLinks();
  const focused = focusedLink();
  const at = focused ? links.indexOf(focused) : -1;
  const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : at + by];
  next?.focus();
  return next !== undefined;
}

export const rowKeys: KeyMap = {
  j: () => move(1),
  k: () => move(-1),
  o: () => {
    const link = focusedLink();
    if (!link) return false;
    window.open(link.href, "_blank", "noopener");
    return true;
  },
  "/": () => {
    const field = document.querySelector<HTMLElement>("main [role=search] input, main search input");
    field?.focus();
    return field !== null;
  },
};
