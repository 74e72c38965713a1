import type { ConsumedRow } from "../../../operate/consumed.ts";
import type { DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { EventRow } from "../../../operate/events.ts";
import type { RequestRow } from "../../../operate/requests.ts";

/** Something that has happened, as `/api/stream?rows=true` tells it. */
export type News =
  | { readonly id: string; readonly kind: "request"; readonly row: RequestRow }
  | { readonly id: string; readonly kind: "event"; readonly row: EventRow }
  | { readonly id: string; readonly kind: "dead-letter"; readonly row: DeadLetterRow }
  | { readonly id: string; readonly kind: "consumed"; readonly row: ConsumedRow }
  /** So many that this reader was too slow for; 0 where nobody knows whether there were any. */
  | { readonly id: string; readonly kind: "gap"; readonly count: number };

/** What one piece of the stream says. */
export interface StreamPart {
  readonly news: readonly News[];
  /** Sentences for people: what can't be followed. */
  readonly notes: readonly string[];
  /** Why the bridge ended the stream. */
  readonly failure?: { readonly message: string; readonly remedy: string };
}

interface SentFields {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

function fieldsOf(block: string): SentFields {
  const fields = { id: "", event: "", data: "" };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    const name = line.slice(0, colon);
    if (name === "id" || name === "event" || name === "data") fields[name] = line.slice(colon + 2);
  }
  return fields;
}

function newsOf({ id, event, data }: SentFields): News | undefined {
  if (event === "gap") return { id, kind: event, count: JSON.parse(data).count };
  if (event === "request" || event === "event" || event === "dead-letter" || event === "consumed")
    return { id, kind: event, row: JSON.parse(data) };
  // A newer bridge may tell of more.
  return undefined;
}

/** Reads server-sent events out of pieces of text, which may end anywhere. */
export function makeStreamReader(): (piece: string) => StreamPart {
  let rest = "";
  return (piece) => {
    const blocks = `${rest}${piece}`.split("\n\n");
    rest = blocks.pop() ?? "";
    const news: News[] = [];
    const notes: string[] = [];
    let failure: StreamPart["failure"];
    for (const fields of blocks.map(fieldsOf)) {
      if (fields.event === "note") notes.push(JSON.parse(fields.data).text);
      else if (fields.event === "error") failure = JSON.parse(fields.data);
      else {
        const one = newsOf(fields);
        if (one) news.push(one);
      }
    }
    return { news, notes, ...(failure && { failure }) };
  };
}
