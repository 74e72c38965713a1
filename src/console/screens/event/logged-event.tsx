import type { KnownEvent } from "../../../operate/events.ts";
import { KeyValues } from "../../parts/blocks/key-values.tsx";
import { Note } from "../../parts/blocks/note.tsx";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Moment } from "../../parts/text/moment.tsx";

/** An event of a stage's past: what its log says of it, and where its content is. */
export function LoggedEvent({ event }: { readonly event: KnownEvent }) {
  const { eventId, type, name, source, delivery, entity, action, bus, at, note } = event;
  const deliveryPath = `/deliveries/${encodeURIComponent(delivery)}`;
  const mono = (text: string) => <span class="mono">{text}</span>;
  return (
    <>
      <PageHead
        title={type || name}
        crumbs={[
          { label: "Stream", href: "/stream?show=events" },
          { label: delivery.slice(0, 12), href: deliveryPath },
          { label: "Event" },
        ]}
        meta={
          <>
            {bus !== "" && <>on bus {bus}, </>}
            <Moment at={at} precise />
          </>
        }
      />
      <Note kind="info" title="Its content is not in the log">
        {note !== undefined && <p>{note}</p>}
      </Note>
      <Panel title="CloudEvent">
        <KeyValues
          rows={[
            ["id", mono(eventId)],
            ["type", mono(type)],
            ["bridgesource", <Link href={`/sources/${encodeURIComponent(source)}`}>{source}</Link>],
            ["deliveryid", <Link href={deliveryPath}>{delivery}</Link>],
            ...(entity === undefined ? [] : [["entity", mono(entity)] as const]),
            ...(action === undefined ? [] : [["action", mono(action)] as const]),
          ]}
        />
      </Panel>
    </>
  );
}
