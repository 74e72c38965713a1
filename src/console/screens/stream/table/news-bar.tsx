import { count, plural } from "../../../parts/text/numbers.ts";
import { clock } from "../../../parts/text/times.ts";
import { connection } from "../../../shell/news/connection.ts";
import type { ListState } from "../list/stream-list.ts";

/** What the bar says: `318 new, 2 refused`. */
export function newsText({ waiting, missed, isCounted, rate }: ListState): string {
  const fast = isCounted ? `${count(Math.round(rate))} a second, counted and not drawn: ` : "";
  const slow = missed > 0 ? `, and ${count(missed)} that this page was too slow for` : "";
  return `${fast}${count(waiting)} new${slow}`;
}

/** What the bar says while nothing waits. */
function quietText({ isPaused, hasText }: Pick<NewsBarProps, "isPaused" | "hasText">): string {
  const { state, since, note } = connection.value;
  if (state === "lost")
    return `Not live${since === undefined ? "" : ` since ${clock(since)}`}. ${note ?? ""}`;
  if (state === "connecting") return "Connecting";
  if (isPaused) return "Paused: what comes is counted here";
  // Only the bridge has the payloads.
  return hasText
    ? "New rows appear at the top where id, type or subject has the text; load again to search payloads"
    : "New rows appear at the top";
}

/** What the bar is about. */
interface NewsBarProps {
  readonly state: ListState;
  readonly isPaused: boolean;
  /** Whether the list is narrowed to a text. */
  readonly hasText: boolean;
  readonly onShow: () => void;
}

/** Above the rows: whether they are live, and what waits. It keeps its height, so that nothing moves when news come. */
export function NewsBar({ state, isPaused, hasText, onShow }: NewsBarProps) {
  if (state.waiting + state.missed === 0)
    return (
      <p class={connection.value.state === "lost" ? "newbar lost" : "newbar"}>
        <span>{quietText({ isPaused, hasText })}</span>
      </p>
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

/** A sentence for screen readers. @param noun of one row, and of several */
export const newsSentence = (
  { waiting, refused }: ListState,
  [one, several]: readonly [one: string, several: string],
): string =>
  `${plural(waiting, `new ${one}`, `new ${several}`)}${refused > 0 ? `, ${count(refused)} refused` : ""}`;
