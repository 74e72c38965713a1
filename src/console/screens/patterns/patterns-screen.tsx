import { useState } from "preact/hooks";
import { parseJson } from "../../../core/json/json.ts";
import { askSourceRows } from "../../api/source-rows.ts";
import { askSubscriptions } from "../../api/subscriptions.ts";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { copyText } from "../../parts/controls/copy-line.tsx";
import { Segmented } from "../../parts/controls/segmented.tsx";
import { PatternTester } from "../../parts/pattern/pattern-tester.tsx";
import { usePattern } from "../../parts/pattern/use-pattern.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, place, withQuery } from "../../shell/location.ts";
import { BusEvents } from "./bus-events.tsx";
import { PastedEvent } from "./pasted-event.tsx";

/** What the tester begins with: every event of the bridge matches. */
const firstPattern = '{\n  "detail": { "bridgesource": [{ "exists": true }] }\n}';

/** The buses that something is known of. A source with a function has none of its own here. */
function busesOf(rows: readonly { readonly bus: string | null }[]): readonly string[] {
  return [...new Set(rows.flatMap(({ bus }) => bus ?? []))].sort();
}

function BusChoice({ buses, bus }: { readonly buses: readonly string[]; readonly bus: string | null }) {
  return (
    <Segmented
      label="What the pattern is tested on"
      options={[
        { value: "", label: "Pasted event" },
        ...buses.map((name) => ({ value: name, label: `Last 1,000 on ${name}` })),
      ]}
      value={bus ?? ""}
      onChoose={(name) => goTo(withQuery({ bus: name }), { replace: true })}
    />
  );
}

/** The pattern tester without an event of its own: a pasted one, or the last ones of a bus. */
export function PatternsScreen() {
  const [pattern, setPattern] = usePattern(firstPattern);
  const [event, setEvent] = useState("");
  const { value: sources = [] } = useLoaded("source rows", askSourceRows);
  const { value: subscriptions = [] } = useLoaded("subscriptions", askSubscriptions);
  const bus = place.value.query.get("bus");
  const buses = busesOf([...sources, ...subscriptions]);
  useKeys({
    c: () => copyText(pattern, "the pattern"),
    y: () => copyText(window.location.href, "the link"),
  });
  const isEvent = bus === null && parseJson(event) !== undefined;
  return (
    <>
      <PageHead title="Pattern tester" meta="An event pattern, judged as EventBridge judges it." />
      <BusChoice buses={bus === null || buses.includes(bus) ? buses : [...buses, bus]} bus={bus} />
      <div class="two">
        <div class="stack">
          <PatternTester
            pattern={pattern}
            onPattern={setPattern}
            event={isEvent ? event : undefined}
            bus={bus ?? buses[0]}
          />
        </div>
        <div class="stack">
          {bus === null ? (
            <PastedEvent event={event} sources={sources} onEvent={setEvent} />
          ) : (
            <BusEvents bus={bus} pattern={pattern} />
          )}
        </div>
      </div>
    </>
  );
}
