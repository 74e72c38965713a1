/** What needs attention: what the bridge found, and subscriptions that fail; each with one place to go. */
import type { Attention, SubscriptionRow } from "../../../operate/state.ts";
import type { OutcomeName } from "../../parts/marks/outcome-looks.ts";
import { plural } from "../../parts/text/numbers.ts";
import { duration } from "../../parts/text/times.ts";
import { streamHref } from "./overview-range.ts";

/** A line of the list. */
export interface AttentionItem {
  readonly level: "bad" | "warn";
  readonly outcome: OutcomeName;
  readonly word: string;
  readonly text: string;
  readonly since?: string | undefined;
  readonly link?: { readonly label: string; readonly href: string } | undefined;
  /** To copy, where no page shows more. */
  readonly command?: string | undefined;
}

type Look = Pick<AttentionItem, "outcome" | "word" | "link">;

const sourceHref = (source: string): string => `/sources/${encodeURIComponent(source)}`;

function lookOf({ about, level }: Attention): Look {
  const { kind = "alarm", source, reason, request } = about ?? {};
  switch (kind) {
    case "refused":
    case "failed": {
      const word = kind === "refused" ? "Refused" : "Failed";
      const link =
        request === undefined
          ? { label: "Show", href: streamHref({ outcome: kind, source, reason }) }
          : { label: kind === "refused" ? "Explain" : "Open", href: `/requests/${request}` };
      return { outcome: kind, word, link };
    }
    case "dead-letters":
      return {
        outcome: "dead-letter",
        word: "Dead letters",
        link: { label: "Review", href: "/dead-letters" },
      };
    case "queue":
      return {
        outcome: "queued",
        word: "Queue",
        link: { label: "Show", href: streamHref({ outcome: "queued,deferred" }) },
      };
    case "deadline":
      return {
        outcome: "late",
        word: "Deadline",
        link: source === undefined ? undefined : { label: "Open", href: sourceHref(source) },
      };
    case "secret":
      return {
        outcome: "no-secret",
        word: "No secret",
        link: source === undefined ? undefined : { label: "Open", href: sourceHref(source) },
      };
    default:
      return { outcome: level === "bad" ? "alarm" : "warning", word: kind === "stack" ? "Stack" : "Alarm" };
  }
}

const subscriptionHref = (name: string): string => `/subscriptions/${encodeURIComponent(name)}`;

function failing({ name, bus, deadLetters = 0, failed = 0, note }: SubscriptionRow): AttentionItem {
  const letters = deadLetters > 0 ? ` ${plural(deadLetters, "event")} could not be delivered.` : "";
  const givenUp =
    failed > 0 ? ` EventBridge gave up ${plural(failed, "delivery", "deliveries")} in the last hour.` : "";
  return {
    level: "bad",
    outcome: "failing",
    word: "Target failing",
    text: `The target of ${name} on bus ${bus} fails.${letters}${givenUp}${note === undefined ? "" : ` ${note}.`}`,
    link: { label: "Open", href: subscriptionHref(name) },
  };
}

function paused({ name, backlog = 0, oldestSeconds }: SubscriptionRow): AttentionItem {
  const age = oldestSeconds === undefined ? "" : `, the oldest for ${duration(oldestSeconds * 1_000)}`;
  return {
    level: "warn",
    outcome: "paused",
    word: "Paused",
    text: `${name} is paused: ${plural(backlog, "event waits", "events wait")}${age}.`,
    link: { label: "Open", href: subscriptionHref(name) },
  };
}

/** The list, worst first. A paused subscription needs attention once events wait for it. */
export function attentionItems(
  attention: readonly Attention[],
  subscriptions: readonly SubscriptionRow[],
): readonly AttentionItem[] {
  const found = attention.map((one): AttentionItem => {
    const look = lookOf(one);
    const { level, text, since, command } = one;
    return { level, text, since, ...look, ...(look.link === undefined && { command }) };
  });
  const ofSubscriptions = subscriptions.flatMap((row) => {
    if (row.state === "failing") return [failing(row)];
    return row.state === "paused" && (row.backlog ?? 0) > 0 ? [paused(row)] : [];
  });
  return [...found, ...ofSubscriptions].sort(
    (one, other) => Number(one.level === "warn") - Number(other.level === "warn"),
  );
}
