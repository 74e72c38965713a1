import type { StreamItem } from "../../operate/bridge.ts";
import { sentWhole } from "./sent-item.ts";

/** How much may wait for one reader. */
export interface WaitingLimits {
  readonly items: number;
  /** In UTF-16 units of text. */
  readonly size: number;
  /** How long a full queue waits for its reader before items are left out. */
  readonly patienceMs: number;
}

/** Items on their way to one reader, as text of server-sent events. A reader that is too slow gets the number of what was left out. */
export interface WaitingLines {
  /** Resolves at once, or when there is room again, or when the reader is given up for slow. */
  add(item: StreamItem): Promise<void>;
  /** A sentence for people, which is no item and has no id. */
  note(text: string): void;
  /** All that waits, as one text; undefined at the end. */
  take(): Promise<string | undefined>;
  /** Nothing comes any more. @param last a text that still belongs to the stream */
  end(last?: string): void;
}

/** Waits until something happens, or for a time. */
function makeBell(): { ring(): void; heard(withinMs?: number): Promise<void> } {
  let resolve = (): void => {};
  return {
    ring: () => resolve(),
    heard: (withinMs) =>
      new Promise((done) => {
        const timer = withinMs === undefined ? undefined : setTimeout(done, withinMs);
        resolve = () => {
          clearTimeout(timer);
          done();
        };
      }),
  };
}

/** An empty queue. @param textOf an item as a server-sent event */
export function makeWaitingLines(limits: WaitingLimits, textOf = sentWhole): WaitingLines {
  const texts: string[] = [];
  let size = 0;
  let leftOut = 0;
  let lastLeftOut = "";
  let ended = false;
  const added = makeBell();
  const taken = makeBell();
  const isFull = (): boolean => texts.length >= limits.items || size >= limits.size;
  const push = (text: string): void => {
    texts.push(text);
    size += text.length;
  };
  return {
    async add(item) {
      if (isFull() && leftOut === 0 && !ended) await taken.heard(limits.patienceMs);
      if (ended) return;
      if (isFull()) {
        leftOut += item.kind === "gap" ? item.count : 1;
        lastLeftOut = item.id;
      } else push(textOf(item));
      added.ring();
    },
    note(text) {
      if (!ended) push(`event: note\ndata: ${JSON.stringify({ text })}\n\n`);
      added.ring();
    },
    async take() {
      while (texts.length === 0 && !ended) await added.heard();
      if (leftOut > 0) push(textOf({ id: lastLeftOut, kind: "gap", count: leftOut }));
      leftOut = 0;
      size = 0;
      const all = texts.splice(0).join("");
      taken.ring();
      return all === "" ? undefined : all;
    },
    end(last) {
      ended = true;
      if (last !== undefined) push(last);
      added.ring();
      taken.ring();
    },
  };
}
