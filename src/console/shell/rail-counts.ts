/** The counts beside the rail's links. */
import { signal } from "@preact/signals";
import { askOverview } from "../api/overview.ts";
import { askPlace } from "../api/place.ts";
import { askSourceRows } from "../api/source-rows.ts";
import { askSubscriptions } from "../api/subscriptions.ts";
import { bridgePlace } from "./bridge-place.ts";

/** Undefined: not known. */
export interface RailCounts {
  readonly deadLetters?: number | undefined;
  readonly sources?: number | undefined;
  readonly subscriptions?: number | undefined;
}

/** The newest counts. */
export const railCounts = signal<RailCounts>({});

/** Seconds from one count to the next. A stage's figures cost money, and change slowly. */
const everySeconds = { local: 5, stage: 300 } as const;

const or = <Value>(asked: Promise<Value>): Promise<Value | undefined> => asked.catch(() => undefined);

/** Reads the bridge and the counts anew. What can't be read keeps its last value. */
export async function readCounts(): Promise<void> {
  const place = await or(askPlace());
  if (!place) return;
  bridgePlace.value = place;
  const [overview, sources, subscriptions] = await Promise.all([
    or(askOverview({})),
    or(askSourceRows()),
    or(askSubscriptions()),
  ]);
  const before = railCounts.peek();
  railCounts.value = {
    deadLetters: overview?.deadLetters ?? before.deadLetters,
    sources: sources?.length ?? before.sources,
    subscriptions: subscriptions?.length ?? before.subscriptions,
  };
}

/** Keeps the counts fresh while the page is seen. @returns what ends it */
export function followCounts(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const round = async (): Promise<void> => {
    if (document.visibilityState === "visible") await readCounts();
    timer = setTimeout(round, 1_000 * everySeconds[bridgePlace.peek()?.kind ?? "local"]);
  };
  void round();
  return () => clearTimeout(timer);
}
