/** Which rows of a long list are drawn. */

/** What is seen of a list. */
export interface RowView {
  /** From the list's first row down to the upper edge of what is seen, in px; negative where that edge is above the list. */
  readonly top: number;
  /** Height of what is seen. */
  readonly height: number;
  readonly rowHeight: number;
  /** Rows of the list. */
  readonly count: number;
}

/** A part of a list: places from `first` to before `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
  /** The part of it that is seen. */
  readonly firstSeen: number;
  readonly endSeen: number;
}

/** So many rows are drawn at most, unless a screen is so high that more are seen at once. */
export const mostDrawn = 60;
/** Rows above and below what is seen, so that scrolling meets no gap. */
const around = 12;

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** The rows to draw. */
export function rowWindow({ top, height, rowHeight, count }: RowView): RowWindow {
  const firstSeen = within(Math.floor(top / rowHeight), 0, count);
  const endSeen = within(Math.ceil((top + height) / rowHeight), firstSeen, count);
  const spare = within(Math.floor((mostDrawn - (endSeen - firstSeen)) / 2), 0, around);
  const first = Math.max(0, firstSeen - spare);
  return { first, end: Math.min(count, endSeen + spare), firstSeen, endSeen };
}

/** How far to scroll so that a row is seen whole; 0 where it is. */
export function scrollTo(place: number, { top, height, rowHeight }: Omit<RowView, "count">): number {
  const above = place * rowHeight - top;
  if (above < 0) return above;
  return Math.max(0, above + rowHeight - height);
}
