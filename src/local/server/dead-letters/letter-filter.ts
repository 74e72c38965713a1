import { letterRemedy } from "../../../core/dead-letters/letter-remedy.ts";
import type { DeadLetterFilter, DeadLetterGroup, DeadLetterRow } from "../../../operate/dead-letters.ts";
import type { ShownLetter } from "./held-letters.ts";

const among = (values: readonly string[] | undefined, value: string | null): boolean =>
  values === undefined || (value !== null && values.includes(value));

/** True where a filter chooses a letter. */
export function chooses(filter: DeadLetterFilter, { row, letter, sentAt }: ShownLetter): boolean {
  const text = filter.text?.toLowerCase();
  const searched = (): string =>
    `${JSON.stringify(row)}\n${searchedMessage(letter.message.Body ?? "")}`.toLowerCase();
  return (
    among(filter.source, row.source) &&
    // A letter that SQS has moved has no code: it is asked for as `none`.
    among(filter.code, row.code ?? "none") &&
    among(filter.queue, row.queue) &&
    among(filter.id, row.id) &&
    sentAt >= (filter.from ?? 0) &&
    sentAt <= (filter.to ?? Number.MAX_SAFE_INTEGER) &&
    (text === undefined || searched().includes(text))
  );
}

/** The message, and the vendor's payload in it, which is in base64. */
function searchedMessage(message: string): string {
  const [, body = ""] = /,"body":"([A-Za-z0-9+/=]*)"\}$/.exec(message) ?? [];
  return `${message}\n${Buffer.from(body, "base64").toString("utf8")}`;
}

/** Letters by queue, cause and source, the largest group first. */
export function groupsOf(rows: readonly DeadLetterRow[]): readonly DeadLetterGroup[] {
  const groups = new Map<string, DeadLetterGroup>();
  for (const { queue, code, reason, source, at } of rows) {
    const key = JSON.stringify([queue, code, reason, source]);
    const known = groups.get(key) ?? {
      queue,
      code,
      reason,
      source,
      count: 0,
      first: at,
      last: at,
      remedy: letterRemedy(code, queue, "local"),
    };
    groups.set(key, {
      ...known,
      count: known.count + 1,
      first: at < known.first ? at : known.first,
      last: at > known.last ? at : known.last,
    });
  }
  return [...groups.values()].sort((one, other) => other.count - one.count);
}
