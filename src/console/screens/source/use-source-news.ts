import { useEffect } from "preact/hooks";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { onNews } from "../../shell/news/live.ts";

/** Least ms between two looks: many requests a second are one piece of news. A stage's answers cost money, and come late. */
const leastMs = { local: 500, stage: 30_000 } as const;

/** ms between looks without news: a secret that was set brings none. */
const lookMs = { local: 5_000, stage: 300_000 } as const;

/** Calls when something has come to a source, or to any, and now and then without. */
export function useSourceNews(source: string | undefined, onChange: () => void): void {
  const kind = bridgePlace.value?.kind;
  useEffect(() => {
    if (kind === undefined) return undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const look = (): void => {
      if (document.visibilityState !== "visible") return;
      const rest = Math.max(0, last + leastMs[kind] - Date.now());
      waiting ??= setTimeout(() => {
        waiting = undefined;
        last = Date.now();
        onChange();
      }, rest);
    };
    const stop = onNews((news) => {
      if (news.some((one) => one.kind === "request" && (source === undefined || one.row.source === source)))
        look();
    });
    const timer = setInterval(look, lookMs[kind]);
    return () => {
      stop();
      clearTimeout(waiting);
      clearInterval(timer);
    };
  }, [source, kind]);
}
