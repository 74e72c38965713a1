/** The counts beside the rail's links. */
import { signal } from "@preact/signals";
import type { BridgePlace, SubscriptionRow } from "../../../operate/state.ts";
import { askApi } from "../../api/ask-api.ts";
import { askOverview } from "../../api/overview.ts";
import { askPlace } from "../../api/place.ts";
import { askSourceRows } from "../../api/source-rows.ts";
import { askSubscriptions } from "../../api/subscriptions.ts";
import { lettersAtTargets } from "../../screens/subscriptions/subscription-words.ts";
import { bridgePlace } from "../bridge-place.ts";

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

/** How many dead letters there are. A list of them costs nothing here; that of a stage would hide what it reads from others. */
async function countLetters(
  kind: BridgePlace["kind"],
  subscriptions: Promise<readonly SubscriptionRow[] | undefined>,
): Promise<number | null> {
  if (kind === "local")
    return (await askApi<{ readonly total: number | null }>("/api/dead-letters", { query: { limit: 1 } }))
      .total;
  const [{ deadLetters }, rows = []] = await Promise.all([askOverview({}), subscriptions]);
  return deadLetters + lettersAtTargets(rows);
}

/** Reads the bridge and the counts anew. What can't be read keeps its last value. */
export async function readCounts(): Promise<void> {
  const place = await or(askPlace());
  if (!place) return;
  bridgePlace.value = place;
  const asked = or(askSubscriptions());
  const [deadLetters, sources, subscriptions] = await Promise.all([
    or(countLetters(place.kind, asked)),
    or(askSourceRows()),
    asked,
  ]);
  const before = railCounts.peek();
  railCounts.value = {
    deadLetters: deadLetters ?? before.deadLetters,
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
