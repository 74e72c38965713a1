import type { SubscriptionRow } from "../../../operate/state.ts";
import { askSubscriptions } from "../../api/subscriptions.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Empty, FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { useEvery } from "../../parts/use/use-every.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { useMedia } from "../../parts/use/use-media.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, place, withQuery } from "../../shell/location.ts";
import { SubscriptionFacts, SubscriptionPattern } from "./subscription-facts.tsx";
import { worstFirst } from "./subscription-order.ts";
import { pauseText } from "./subscription-words.ts";
import { SubscriptionsTable } from "./subscriptions-table.tsx";
import { SwitchButton } from "./switch-button.tsx";

/** How often the list is read again. Each reading of a stage asks each queue. */
export const subscriptionsEveryMs = { local: 5_000, stage: 60_000 } as const;

/** One subscription beside the list. */
function Beside({ row, onDone }: { readonly row: SubscriptionRow; readonly onDone: () => void }) {
  return (
    <aside class="panel" aria-label="The chosen subscription">
      <header>
        <h2>{row.name}</h2>
        <Outcome outcome={row.state} />
      </header>
      <div class="in stack middle">
        <SubscriptionFacts row={row} />
        <SubscriptionPattern row={row} />
        <div class="filters">
          <SwitchButton row={row} onDone={onDone} />
          <Button href={`/subscriptions/${encodeURIComponent(row.name)}`}>Open</Button>
        </div>
        <p class="fine">{pauseText(row)}</p>
      </div>
    </aside>
  );
}

/** There is no consumer: how to make one. */
function NoSubscription() {
  return (
    <Panel title="Consumers of the buses" bare>
      <Empty title="No subscription yet">
        <p>
          A subscription is one consumer of a bus: a pattern and one target, with a queue and a dead-letter
          queue of its own. Name it under <code>subscriptions</code> in bridge.config.ts; rules that others
          made on the buses show here too.
        </p>
        <div class="filters">
          <Button href="/patterns">Try a pattern</Button>
        </div>
      </Empty>
    </Panel>
  );
}

const busesText = (rows: readonly SubscriptionRow[]): string =>
  `${rows.length} on ${plural(new Set(rows.map(({ bus }) => bus)).size, "bus", "buses")}`;

/** The consumers of the buses. */
export function SubscriptionsScreen() {
  const { value: rows, failure, slow, reload } = useLoaded("subscriptions", askSubscriptions);
  useEvery(subscriptionsEveryMs[bridgePlace.value?.kind ?? "local"], reload);
  const isWide = useMedia("(min-width: 1101px)");
  const at = place.value.query.get("at");
  const sorted = worstFirst(rows ?? []);
  const beside = isWide ? (sorted.find(({ name }) => name === at) ?? sorted[0]) : undefined;
  const choose = (name: string): boolean => {
    if (!isWide) return false;
    goTo(withQuery({ at: name }), { replace: true });
    return true;
  };
  useKeys({
    Escape: () => (at === null ? false : goTo(withQuery({ at: undefined }), { replace: true })),
  });
  return (
    <>
      <PageHead title="Subscriptions" meta={rows && rows.length > 0 && busesText(rows)} />
      {failure && rows && (
        <Note kind="warn" title="Not live: this list is older">
          {failure.message}
        </Note>
      )}
      {failure && !rows && <FailureNote failure={failure} retry={reload} />}
      {rows?.length === 0 && <NoSubscription />}
      {rows && rows.length > 0 && (
        <div class={beside ? "split" : "stack"}>
          <Panel title="Consumers of the buses" aside="worst first" bare>
            <SubscriptionsTable
              narrow={beside !== undefined}
              rows={rows}
              selected={beside?.name}
              onOpen={choose}
            />
          </Panel>
          {beside && <Beside row={beside} onDone={reload} />}
        </div>
      )}
      {!rows && slow && (
        <Panel title="Consumers of the buses" bare busy>
          <Skeleton rows={5} />
        </Panel>
      )}
    </>
  );
}
