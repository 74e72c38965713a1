import { count, plural } from "../../../parts/text/numbers.ts";
import type { ListState } from "../list/stream-list.ts";

/** What the bar says: `318 new, 2 refused`. */
export function newsText({ waiting, missed, isCounted, rate }: ListState): string {
  const fast = isCounted ? `${count(Math.round(rate))} a second, counted and not drawn: ` : "";
  const slow = missed > 0 ? `, and ${count(missed)} that this page was too slow for` : "";
  return `${fast}${count(waiting)} new${slow}`;
}

/** Above the rows: whether they are live, and what waits. It keeps its height, so that nothing moves when news come. */
export function NewsBar({
  state,
  isPaused,
  onShow,
}: {
  readonly state: ListState;
  readonly isPaused: boolean;
  readonly onShow: () => void;
}) {
  if (state.waiting + state.missed === 0)
    return (
      <p class="newbar">{isPaused ? "Paused: what comes is counted here" : "New rows appear at the top"}</p>
    );
  return (
    <button type="button" class="newbar has" onClick={onShow} aria-label={`Show ${newsText(state)}`}>
      <span>
        {isPaused && "Paused: "}
        {newsText(state)}
      </span>
      <kbd>.</kbd>
    </button>
  );
}

/** A sentence for screen readers. */
export const newsSentence = ({ waiting, refused }: ListState): string =>
  `${plural(waiting, "new request")}${refused > 0 ? `, ${count(refused)} refused` : ""}`;
