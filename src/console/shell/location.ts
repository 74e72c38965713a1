/** Where the page is: its path and query string are the only state that outlives a view. */
import { signal } from "@preact/signals";

/** A path with its query string. */
export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

const read = (): Place => ({
  path: window.location.pathname,
  query: new URLSearchParams(window.location.search),
});

/** The place that is shown. */
export const place = signal<Place>(read());

window.addEventListener("popstate", () => {
  place.value = read();
});

/** The id or name that a path ends with, `/sources/acme-github`. One that nobody can decode is taken as it stands, so that it is looked for in vain. */
export function nameInPath(path: string): string {
  const name = path.split("/")[2] ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

let before: Place | undefined;

/** The place with another path that was shown before this one, in this window: a list that something was opened from. */
export const placeBefore = (): Place | undefined => before;

/** Goes to a place of the page. */
export function goTo(href: string, { replace = false }: { readonly replace?: boolean } = {}): void {
  if (replace) window.history.replaceState(window.history.state, "", href);
  else window.history.pushState(null, "", href);
  const next = read();
  if (next.path !== place.peek().path) before = place.peek();
  place.value = next;
}

/** The present path with other values of its query string; an empty value removes one. */
export function withQuery(changes: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(place.value.query);
  for (const [name, value] of Object.entries(changes))
    if (value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  const text = query.toString();
  return text === "" ? place.value.path : `${place.value.path}?${text}`;
}

/** Whether a click on a link is for this page, and not for a new tab or window. */
export const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 &&
  !event.metaKey &&
  !event.ctrlKey &&
  !event.shiftKey &&
  !event.altKey &&
  !event.defaultPrevented;
