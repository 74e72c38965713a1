import { useEffect } from "preact/hooks";
import type { RequestDetail } from "../../../operate/requests.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { onNews } from "../../shell/news/live.ts";

/** ms between two looks at a request that is under way. A stage's logs cost money, and come late. */
const lookAgainMs = { local: 1_000, stage: 15_000 } as const;

/** So long after its arrival a request is looked at again: what waits longer has its own page. */
const followedMs = 600_000;

/** Targets are told of some moments after the event. */
const targetsMs = 5_000;

/** True while there is something to come. */
function isUnderWay({ steps, at, outcome }: RequestDetail): boolean {
  const age = Date.now() - Date.parse(at);
  if (steps.some(({ waiting }) => waiting)) return age < followedMs;
  return outcome === "published" && age < targetsMs && !steps.some(({ step }) => step === "delivered");
}

/** Looks at a request again when something became of it, and while something of it is still to come. */
export function useRequestNews(request: RequestDetail | undefined, reload: () => void): void {
  const id = request?.id;
  useEffect(
    () =>
      onNews((news) => {
        if (news.some((one) => one.kind === "request" && one.row.id === id)) reload();
      }),
    [id],
  );
  useEffect(() => {
    if (!request || !isUnderWay(request)) return undefined;
    const kind = bridgePlace.peek()?.kind ?? "local";
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") reload();
    }, lookAgainMs[kind]);
    return () => clearInterval(timer);
  }, [request]);
}
