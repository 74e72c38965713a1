import { useState } from "preact/hooks";
import type { RequestDetail } from "../../../../operate/requests.ts";
import { eventHref } from "../../../api/events.ts";
import { Panel } from "../../../parts/blocks/panel.tsx";
import { Button } from "../../../parts/controls/button.tsx";
import { Link } from "../../../parts/controls/link.tsx";
import { PathMark } from "../../../parts/marks/path-mark.tsx";
import { count, plural } from "../../../parts/text/numbers.ts";
import { bridgePlace } from "../../../shell/bridge-place.ts";

const eventsAtOnce = 50;

function whyNone({ outcome, published = 0 }: RequestDetail): string {
  if (outcome === "queued" || outcome === "deferred") return "None yet: publish has not made them.";
  if (outcome === "duplicate") return "None: all of its events were published before.";
  if (outcome === "dropped") return "None: the source accepts none of its events.";
  if (outcome === "dead-letter") return "None: it can't be published as it is.";
  return bridgePlace.value?.kind === "stage" && published > 0
    ? `${plural(published, "event")}. The log names none of them.`
    : "None.";
}

/** The events of a delivery: from one to tens of thousands, fifty at a time. */
export function EventsPanel({ request }: { readonly request: RequestDetail }) {
  const [page, setPage] = useState(0);
  const { events } = request;
  const last = Math.max(0, Math.ceil(events.length / eventsAtOnce) - 1);
  const from = page * eventsAtOnce;
  const shown = events.slice(from, from + eventsAtOnce);
  return (
    <Panel
      title="Events"
      aside={count(events.length || (request.published ?? 0))}
      bare={events.length > 0}
      footer={
        last > 0 ? (
          <>
            <span class="fine grow">
              {count(from + 1)}–{count(from + shown.length)} of {count(events.length)}
            </span>
            <Button
              small
              refused={page === 0 ? "These are the first" : undefined}
              onClick={() => setPage(page - 1)}
            >
              Before
            </Button>
            <Button
              small
              refused={page === last ? "These are the last" : undefined}
              onClick={() => setPage(page + 1)}
            >
              Next
            </Button>
          </>
        ) : undefined
      }
    >
      {events.length === 0 ? (
        <p class="muted">{whyNone(request)}</p>
      ) : (
        <ul class="side-rows">
          {shown.map(({ name, bus, entity, action, subject, ...event }) => (
            <li key={event.id}>
              <span class="ok">
                <PathMark state="published" />
              </span>
              <div>
                <Link href={eventHref(event)}>{name}</Link>
                <div class="fine">
                  {[bus, [entity, action].filter(Boolean).join(" "), subject].filter(Boolean).join(", ")}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
