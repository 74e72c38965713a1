import { useEffect, useRef, useState } from "preact/hooks";
import type { LetterOrder, LetterProgress, LetterResult } from "../../../operate/dead-letters.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { orderLetters } from "../../api/dead-letters.ts";
import { announce } from "../../shell/news/announce.ts";

/** How an order is going. */
export interface RunningOrder {
  readonly verb?: "redrive" | "discard" | undefined;
  readonly progress?: LetterProgress | undefined;
  readonly result?: LetterResult | undefined;
  readonly failure?: ApiFailure | undefined;
  readonly stopped?: boolean | undefined;
}

/** Carries out orders, one at a time, and stops one when it is told to or the page is left. */
export function useOrder(onEnd: () => void): {
  readonly order: RunningOrder;
  run(verb: "redrive" | "discard", order: LetterOrder): Promise<void>;
  stop(): void;
} {
  const [order, setOrder] = useState<RunningOrder>({});
  const control = useRef<AbortController>(undefined);
  useEffect(() => () => control.current?.abort(), []);
  return {
    order,
    stop: () => control.current?.abort(),
    async run(verb, wanted) {
      const mine = new AbortController();
      control.current = mine;
      let progress: LetterProgress | undefined;
      setOrder({ verb });
      try {
        const result = await orderLetters(verb, wanted, {
          signal: mine.signal,
          onProgress(told) {
            progress = told;
            setOrder({ verb, progress });
          },
        });
        setOrder({ verb, progress, result });
        announce(`${result.done} of ${result.matched} dead letters: done.`);
      } catch (error) {
        if (mine.signal.aborted) setOrder({ verb, progress, stopped: true });
        else
          setOrder({
            verb,
            progress,
            failure: error instanceof ApiFailure ? error : new ApiFailure(0, "internal", String(error), ""),
          });
      }
      onEnd();
    },
  };
}
