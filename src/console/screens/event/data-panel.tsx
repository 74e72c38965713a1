import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { EventData, EventRecord } from "../../../operate/events.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { askEventData } from "../../api/events.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyButton } from "../../parts/controls/copy-line.tsx";
import { TabSet } from "../../parts/controls/tab-set.tsx";
import { formatJson } from "../../parts/json/format-json.ts";
import { type JsonLeaf, JsonTree } from "../../parts/json/json-tree.tsx";
import { bytes } from "../../parts/text/numbers.ts";
import { type EventPayload, entryWithoutData, payloadIn } from "./event-words.ts";

/** Characters of a text that is shown as it is; the rest is copied with it. */
const shownCharacters = 200_000;

function RawText({ text, what }: { readonly text: string; readonly what: string }) {
  const left = text.length - shownCharacters;
  return (
    <div class="in raw">
      <pre>{left > 0 ? text.slice(0, shownCharacters) : text}</pre>
      {left > 0 && <p class="fine">{left.toLocaleString("en")} more characters are in the copy.</p>}
      <CopyButton text={text} what={what} />
    </div>
  );
}

const sizeOf = (text: string): number => new TextEncoder().encode(text).length;

/** The payload that is in S3: its size, and a button that loads it. */
function ClaimedPayload({
  event,
  uri,
  onLoaded,
}: {
  readonly event: EventRecord;
  readonly uri: string;
  readonly onLoaded: (data: EventData) => void;
}) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const load = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      onLoaded(await askEventData(event.id));
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error : new ApiFailure(0, "internal", String(error), ""));
    }
    setBusy(false);
  };
  return (
    <div class="in stack near" aria-busy={busy}>
      <p>
        The payload is too large for an entry of EventBridge. It is in S3
        {event.dataBytes !== undefined && `, ${bytes(event.dataBytes)}`}:
      </p>
      <p class="mono break">{uri}</p>
      <div class="filters">
        <Button refused={busy ? "It is on its way" : undefined} onClick={load}>
          Load from S3
        </Button>
      </div>
      {failure && <FailureNote failure={failure} retry={load} />}
    </div>
  );
}

function payloadMeta(payload: EventPayload, loaded: EventData | undefined): string {
  if (loaded)
    return `${bytes(loaded.bytes)} out of S3${loaded.cut ? ", of which the beginning is shown" : ""}`;
  if (payload.kind === "json") return `${bytes(sizeOf(payload.text))}, as it was sent`;
  return payload.kind === "base64" ? `${payload.type}, in base64` : "";
}

function Payload({
  payload,
  loaded,
  onAdd,
  claimed,
}: {
  readonly payload: EventPayload;
  readonly loaded: EventData | undefined;
  readonly onAdd: (leaf: JsonLeaf) => void;
  readonly claimed: ComponentChildren;
}) {
  if (loaded)
    return loaded.encoding === "utf8" ? (
      <JsonTree text={loaded.text} />
    ) : (
      <RawText text={loaded.text} what="the payload" />
    );
  if (payload.kind === "json") return <JsonTree text={payload.text} onAdd={onAdd} />;
  if (payload.kind === "base64") return <RawText text={payload.text} what="the payload" />;
  return payload.kind === "dataref" ? claimed : <p class="in muted">The event has no payload.</p>;
}

/** The payload as a tree and as it was sent, and the whole entry. */
export function DataPanel({
  event,
  onAdd,
}: {
  readonly event: EventRecord;
  readonly onAdd: (leaf: JsonLeaf) => void;
}) {
  const [tab, setTab] = useState<"tree" | "sent" | "entry">("tree");
  const [loaded, setLoaded] = useState<EventData>();
  const payload = payloadIn(event.envelope);
  const claimed =
    payload.kind === "dataref" ? (
      <ClaimedPayload event={event} uri={payload.uri} onLoaded={setLoaded} />
    ) : undefined;
  const sent =
    loaded?.text ?? (payload.kind === "json" || payload.kind === "base64" ? payload.text : undefined);
  return (
    <Panel title="data" aside={payloadMeta(payload, loaded)} bare>
      <TabSet
        label="Payload"
        value={tab}
        onChoose={setTab}
        tabs={[
          {
            name: "tree",
            label: "Tree",
            content: () => <Payload payload={payload} loaded={loaded} onAdd={onAdd} claimed={claimed} />,
          },
          {
            name: "sent",
            label: "As sent",
            content: () => (sent === undefined ? claimed : <RawText text={sent} what="the payload" />),
          },
          {
            name: "entry",
            label: "EventBridge entry",
            content: () => <RawText text={formatJson(entryWithoutData(event.envelope))} what="the entry" />,
          },
        ]}
      />
    </Panel>
  );
}
