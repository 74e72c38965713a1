import { askSubscription } from "../../api/subscriptions.ts";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { useEvery } from "../../parts/use/use-every.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgeCommandLine, bridgePlace } from "../../shell/bridge-place.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, nameInPath, place } from "../../shell/location.ts";
import { SubscriptionFacts, SubscriptionPattern } from "../subscriptions/subscription-facts.tsx";
import { pauseText } from "../subscriptions/subscription-words.ts";
import { subscriptionsEveryMs } from "../subscriptions/subscriptions-screen.tsx";
import { SwitchButton } from "../subscriptions/switch-button.tsx";

/** One consumer of a bus. */
export function SubscriptionScreen() {
  const name = nameInPath(place.value.path);
  const {
    value: row,
    failure,
    slow,
    reload,
  } = useLoaded(`subscription ${name}`, (signal) => askSubscription(name, signal));
  useEvery(subscriptionsEveryMs[bridgePlace.value?.kind ?? "local"], reload);
  useKeys({ Escape: () => goTo("/subscriptions") });
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: "Subscriptions", href: "/subscriptions" }, { label: "Subscription" }]}
        meta={row && <Outcome outcome={row.state} />}
        actions={
          row && (
            <>
              <Button href={`/dead-letters?queue=${encodeURIComponent(name)}`}>Its dead letters</Button>
              <SwitchButton row={row} onDone={reload} />
            </>
          )
        }
      />
      {failure && <FailureNote failure={failure} retry={reload} />}
      {row && (
        <div class="two">
          <Panel title="Subscription">
            <div class="stack middle">
              <SubscriptionFacts row={row} />
            </div>
          </Panel>
          <div class="stack">
            <Panel title="Pattern" aside="which events it gets">
              <SubscriptionPattern row={row} />
            </Panel>
            <Panel title="Pause">
              <div class="stack near">
                <p>{pauseText(row)}</p>
                {row.hasQueue && (
                  <CopyLine
                    text={bridgeCommandLine(
                      `subscriptions ${row.state === "paused" ? "resume" : "pause"} ${row.name}`,
                    )}
                    what="the command"
                  />
                )}
              </div>
            </Panel>
          </div>
        </div>
      )}
      {!row && slow && (
        <Panel title="Subscription" bare busy>
          <Skeleton rows={6} />
        </Panel>
      )}
    </>
  );
}
