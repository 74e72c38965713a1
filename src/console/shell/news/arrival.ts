/** What happens at a new page: it begins at its top, and the focus goes to it, or back to the row that one came from. */

/** How long rows may take to come. */
const patienceMs = 2_000;

/** The link to a page among the rows. */
const rowLink = (path: string): HTMLElement | undefined =>
  Array.from(document.querySelectorAll<HTMLAnchorElement>("main a[href]")).find(
    ({ pathname }) => pathname === path,
  );

const isUnder = (path: string, list: string): boolean =>
  (list !== "/" && path.startsWith(`${list}/`)) ||
  // One request or event has a path of its own, and its list is the Stream.
  (list === "/stream" && /^\/(?:deliveries|requests|events)\//.test(path));

/**
 * Gives the focus to a page that has just been shown.
 * @param left the path that was shown before
 * @returns what ends it
 */
export function arrive(main: HTMLElement, left: string, path: string): () => void {
  if (!isUnder(left, path)) {
    window.scrollTo(0, 0);
    if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
    return () => {};
  }
  const until = Date.now() + patienceMs;
  let frame = 0;
  const look = (): void => {
    const row = rowLink(left);
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    } else if (Date.now() < until) frame = requestAnimationFrame(look);
  };
  look();
  return () => cancelAnimationFrame(frame);
}
