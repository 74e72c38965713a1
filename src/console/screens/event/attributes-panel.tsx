import type { ComponentChildren } from "preact";
import { KeyValues } from "../../parts/blocks/key-values.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Tag } from "../../parts/marks/tag.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { attributesIn, type EventAttribute } from "./event-words.ts";

function shown({ name, text }: EventAttribute): ComponentChildren {
  switch (name) {
    case "entity":
    case "action":
      return <Tag>{text}</Tag>;
    case "deliveryid":
      return (
        <Link href={`/deliveries/${encodeURIComponent(text)}`} class="mono">
          {text}
        </Link>
      );
    case "bridgesource":
      return (
        <Link href={`/sources/${encodeURIComponent(text)}`} class="mono">
          {text}
        </Link>
      );
    default:
      return <span class="mono">{text}</span>;
  }
}

/** The attributes of the CloudEvent, in the order of docs/events.md. Each can go into the pattern. */
export function AttributesPanel({
  envelope,
  at,
  onAdd,
}: {
  readonly envelope: string;
  /** When it was put on its bus. */
  readonly at: string;
  readonly onAdd: (keys: readonly string[], value: string) => void;
}) {
  const attributes = attributesIn(envelope);
  const version = attributes.find(({ name }) => name === "specversion")?.text;
  const rows = attributes
    .filter(({ name }) => name !== "specversion")
    .map(
      (attribute) =>
        [
          attribute.name,
          <span class="addable" key={attribute.name}>
            <span>{shown(attribute)}</span>
            <button
              type="button"
              class="add"
              onClick={() => onAdd(["detail", attribute.name], attribute.json)}
            >
              add<span class="sr"> {attribute.name}</span> to pattern
            </button>
          </span>,
        ] as const,
    );
  return (
    <Panel
      title="CloudEvent"
      aside={
        <>
          {version !== undefined && `specversion ${version}, `}on its bus at <Moment at={at} precise />
        </>
      }
    >
      <KeyValues rows={rows} />
    </Panel>
  );
}
