import { scrollTo } from "../../../parts/rows/row-window.ts";
import { topBar } from "../../../parts/rows/use-view.ts";

/** Where the rows stand in the page. */
export interface RowPlaces {
  /** Holds the table. */
  readonly element: { readonly current: HTMLElement | null };
  readonly rowHeight: number;
}

/** Height of the table's heading and of the bar above it, which stay in view. */
const headHeight = 64;
const tries = 10;

/** Gives a row the focus as soon as it is drawn. */
export function focusRow(id: string, left = tries): void {
  const link = document.querySelector<HTMLElement>(`a[data-row="${CSS.escape(id)}"]`);
  if (link) link.focus({ preventScroll: true });
  else if (left > 0) window.requestAnimationFrame(() => focusRow(id, left - 1));
}

/** Scrolls no further than needed to see a row whole. */
export function scrollToRow(place: number, { element, rowHeight }: RowPlaces): void {
  const box = element.current?.getBoundingClientRect();
  if (!box) return;
  const top = topBar + headHeight - (box.top + 32);
  const by = scrollTo(place, { top, height: window.innerHeight - topBar - headHeight - 48, rowHeight });
  if (by !== 0) window.scrollBy({ top: by, behavior: "instant" });
}
