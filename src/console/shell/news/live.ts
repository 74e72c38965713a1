/** The page's one reader of `/api/stream`, for all screens. */
import { makeBatches } from "../../api/stream/batches.ts";
import { type LiveState, makeNewsFollower } from "../../api/stream/follow-news.ts";
import type { News } from "../../api/stream/news.ts";
import { connection } from "./connection.ts";

const listeners = new Set<(news: readonly News[]) => void>();

/** Calls with what has happened, at most four times a second. @returns how to stop */
export function onNews(listener: (news: readonly News[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A page that nobody sees leaves after this time: a browser has few connections, and ten open tabs would take them all. */
const leaveAfterMs = 10_000;

const notes = new Set<string>();

function show(state: LiveState): void {
  connection.value =
    state.state === "lost"
      ? { state: "lost", since: state.since, note: `${state.message} ${state.remedy}`.trim() }
      : { state: state.state, since: Date.now(), note: [...notes].join(" ") };
}

const waitMs = (ms: number, leaving: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = window.setTimeout(resolve, ms);
    leaving.addEventListener("abort", () => {
      window.clearTimeout(timer);
      resolve();
    });
  });

/** Follows as long as the page is seen. */
export function followNews(): void {
  const batches = makeBatches<News>(
    (news) => {
      for (const listener of listeners) listener(news);
    },
    { after: (ms, call) => window.setTimeout(call, ms) },
  );
  const follower = makeNewsFollower({
    onNews: batches.add,
    onNote(text) {
      notes.add(text);
      if (connection.value.state === "live") show({ state: "live" });
    },
    onState: show,
    ask: (path, signal) => fetch(path, { signal }),
    sleep: waitMs,
    now: Date.now,
  });
  let leaving = 0;
  const look = (): void => {
    window.clearTimeout(leaving);
    if (document.visibilityState === "visible") follower.follow();
    else leaving = window.setTimeout(follower.leave, leaveAfterMs);
  };
  document.addEventListener("visibilitychange", look);
  look();
}
