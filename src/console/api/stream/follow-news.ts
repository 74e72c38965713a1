import { makeStreamReader, type News } from "./news.ts";

/** Whether what happens is seen as it happens. */
export type LiveState =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  /** Not since this moment, in ms since 1970; a new attempt is made by itself. */
  | {
      readonly state: "lost";
      readonly since: number;
      readonly message: string;
      readonly remedy: string;
    };

/** What a follower needs and tells. */
export interface FollowingNews {
  readonly onNews: (news: readonly News[]) => void;
  readonly onNote: (text: string) => void;
  readonly onState: (state: LiveState) => void;
  readonly ask: (path: string, signal: AbortSignal) => Promise<Response>;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

const notReached = {
  message: "The bridge does not answer.",
  remedy: "Look at its terminal; if it is gone, start it again.",
};
const waits = [500, 1_000, 2_000, 5_000] as const;

type Ending = { readonly message: string; readonly remedy: string };

async function endingOf(answer: Response): Promise<Ending | undefined> {
  if (answer.ok && answer.body) return undefined;
  const body = (await answer.json().catch(() => ({}))) as Partial<Ending>;
  return { message: body.message ?? notReached.message, remedy: body.remedy ?? "" };
}

/** Follows the bridge's stream. */
export interface NewsFollower {
  /** Begins, or goes on behind the last item that was read: the bridge sends what happened in between, or a gap with its number. */
  follow(): void;
  leave(): void;
}

/** A follower that does not follow yet. After a break it goes on by itself. */
export function makeNewsFollower(following: FollowingNews): NewsFollower {
  const { onNews, onNote, onState, ask, sleep, now } = following;
  let lastId = "";
  let attempts = 0;
  let brokenAt: number | undefined;
  let leaving: AbortController | undefined;
  let wasLive = false;

  function beLive(): void {
    onState({ state: "live" });
    // Without an id there was nothing to go on behind: nobody knows what came while the page was away.
    if (wasLive && lastId === "") onNews([{ id: "", kind: "gap", count: 0 }]);
    wasLive = true;
  }

  async function readOnce(signal: AbortSignal): Promise<Ending> {
    const from = lastId === "" ? "" : `&lastId=${encodeURIComponent(lastId)}`;
    const answer = await ask(`/api/stream?rows=true${from}`, signal);
    const refusal = await endingOf(answer);
    if (refusal || !answer.body) return refusal ?? notReached;
    const read = makeStreamReader();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done && !signal.aborted; piece = await reader.read()) {
      // The first piece is a comment: from now on everything is seen.
      if (attempts >= 0) beLive();
      attempts = -1;
      brokenAt = undefined;
      const { news, notes, failure } = read(piece.value);
      lastId = news.at(-1)?.id ?? lastId;
      if (news.length > 0) onNews(news);
      for (const note of notes) onNote(note);
      if (failure) return failure;
    }
    return notReached;
  }

  async function readOn(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ending = await readOnce(signal).catch((): Ending => notReached);
      if (signal.aborted) return;
      brokenAt ??= now();
      onState({ state: "lost", since: brokenAt, ...ending });
      attempts = Math.max(0, attempts);
      await sleep(waits[Math.min(attempts, waits.length - 1)] ?? 0, signal);
      attempts++;
    }
  }

  return {
    follow() {
      if (leaving) return;
      leaving = new AbortController();
      attempts = 0;
      onState({ state: "connecting" });
      void readOn(leaving.signal);
    },
    leave() {
      leaving?.abort();
      leaving = undefined;
    },
  };
}
