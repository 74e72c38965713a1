import { decodeBase64 } from "../base64.ts";
import { child, decodeUtf8, parseJson } from "../json/json.ts";
import type { DeadLetterRow } from "./dead-letter.ts";

/** Which letters. Of several filters all must hold; of the values of one, one. */
export interface LetterFilter {
  readonly source?: readonly string[];
  /** `none` stands for a letter without a code, which SQS moved after the last attempt. */
  readonly code?: readonly string[];
  readonly queue?: readonly string[];
  /** SQS's ids of messages. */
  readonly id?: readonly string[];
  /** The first and the last moment, in ms since 1970. */
  readonly from?: number;
  readonly to?: number;
  /** A text in the letter, in any case: in its ids, its reason, its message, or the payload in it. */
  readonly text?: string;
}

/** How a letter without a code is asked for. */
const noCode = "none";

/** The code of what `publish` can't read. */
export const unreadableCode = "message-unreadable";

/** The vendor's payload in a message of the bridge. Undefined where it is in S3, or no text. */
function payloadIn(body: string): string | undefined {
  const encoded = child(parseJson(body)?.value, "body");
  const bytes = typeof encoded === "string" ? decodeBase64(encoded) : undefined;
  return bytes && decodeUtf8(bytes);
}

function hasText(facts: DeadLetterRow, body: string, text: string): boolean {
  const { id, source, delivery, code, reason } = facts;
  const wanted = text.toLowerCase();
  const within = (field: string | null | undefined): boolean =>
    field?.toLowerCase().includes(wanted) ?? false;
  return [id, source, delivery, code, reason, body].some(within) || within(payloadIn(body));
}

/** Whether a filter chooses a letter. A payload in S3 is not searched. */
export function choosesLetter(filter: LetterFilter, facts: DeadLetterRow, body: string): boolean {
  const { source, code, queue, id, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
  const time = Date.parse(facts.at);
  return (
    (!source || source.includes(facts.source ?? "unknown")) &&
    (!code || code.includes(facts.code ?? noCode)) &&
    (!queue || queue.includes(facts.queue)) &&
    (!id || id.includes(facts.id)) &&
    time >= from &&
    time <= to &&
    (filter.text === undefined || hasText(facts, body, filter.text))
  );
}

/** True where a filter asks for letters that can't be read: a redrive leaves them alone otherwise. */
export const asksForUnreadable = ({ code, id }: LetterFilter): boolean =>
  id !== undefined || (code?.includes(unreadableCode) ?? false);
