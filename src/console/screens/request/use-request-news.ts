import { useEffect } from "preact/hooks";
import type { RequestDetail } from "../../../operate/requests.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";

/** ms between two looks at a request that is under way. A stage's logs cost money, and come late. */
const lookAgainMs = { local: 1_000, stage: 15_000 } as const;

/** So long after its arrival a request is looked at again: what waits longer has its own page. */
const followedMs = 600_000;

/** True while there is something to come. */
const isUnderWay = ({ steps, at, outcome }: RequestDetail): boolean =>
  Date.now() - Date.parse(at) < followedMs &&
  (steps.some(({ waiting }) => waiting) ||
    // Targets are told of some moments after the event.
    (outcome === "published" &&
      Date.now() - Date.parse(at) < 5_000 &&
      !steps.some(({ step }) => step === "delivered")));

/** Looks at a request again while something of it is still to come. */
export function useRequestNews(request: RequestDetail | undefined, reload: () => void): void {
  useEffect(() => {
    if (!request || !isUnderWay(request)) return undefined;
    const kind = bridgePlace.peek()?.kind ?? "local";
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") reload();
    }, lookAgainMs[kind]);
    return () => clearInterval(timer);
  }, [request]);
}
