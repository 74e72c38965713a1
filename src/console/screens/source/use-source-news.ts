import { useEffect } from "preact/hooks";
import { bridgePlace } from "../../shell/bridge-place.ts";

/** Least ms between two looks: many requests a second are one piece of news. */
const leastMs = 1_000;

/** ms between two looks at a stage, whose stream would ask AWS for more. */
const stageMs = 60_000;

/** Calls when something has come to a source, or to any. A secret that was set brings no news: it is seen by looking. */
export function useSourceNews(source: string | undefined, onNews: () => void): void {
  const kind = bridgePlace.value?.kind;
  useEffect(() => {
    if (kind === undefined) return undefined;
    if (kind === "stage") {
      const timer = setInterval(() => document.visibilityState === "visible" && onNews(), stageMs);
      return () => clearInterval(timer);
    }
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        onNews();
      }, leastMs / 4);
    };
    const stream = new EventSource(
      `/api/stream${source === undefined ? "" : `?source=${encodeURIComponent(source)}`}`,
    );
    stream.addEventListener("request", look);
    const timer = setInterval(() => document.visibilityState === "visible" && look(), 5 * leastMs);
    return () => {
      stream.close();
      clearTimeout(waiting);
      clearInterval(timer);
    };
  }, [source, kind]);
}
