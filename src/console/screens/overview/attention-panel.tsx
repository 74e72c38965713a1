import type { Attention, SubscriptionRow } from "../../../operate/state.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { CopyButton } from "../../parts/controls/copy-line.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { CodeText } from "../../parts/text/code-text.tsx";
import { recentTime, utcTime } from "../../parts/text/times.ts";
import { now } from "../../shell/now.ts";
import { type AttentionItem, attentionItems } from "./attention-items.ts";

const toneWords = { bad: "bad", warn: "warn" } as const;

function Item({ item }: { readonly item: AttentionItem }) {
  const { outcome, word, text, since, link, command, level } = item;
  return (
    <li>
      <span class={toneWords[level]}>
        <Outcome outcome={outcome} word={word} />
      </span>
      <span class="what">
        <CodeText text={text} />
      </span>
      <span class="fine when">
        {since !== undefined && (
          <time dateTime={since} title={utcTime(since)}>
            since {recentTime(since, now.value)}
          </time>
        )}
      </span>
      <span class="go">
        {link !== undefined && (
          <Link href={link.href}>
            {link.label}
            <span class="sr"> {word}</span>
          </Link>
        )}
        {link === undefined && command !== undefined && (
          <CopyButton text={command} label="Copy" what="the command" />
        )}
      </span>
    </li>
  );
}

/** What somebody should look at, before all figures. */
export function AttentionPanel({
  attention,
  subscriptions,
  alarms,
}: {
  readonly attention: readonly Attention[];
  readonly subscriptions: readonly SubscriptionRow[];
  readonly alarms?: { readonly on: number; readonly all: number } | undefined;
}) {
  const items = attentionItems(attention, subscriptions);
  return (
    <Panel title="Needs attention" aside={alarms && `${alarms.on} of ${alarms.all} alarms in ALARM`} bare>
      {items.length === 0 ? (
        <p class="in muted">Nothing needs attention</p>
      ) : (
        <ul class="attention">
          {items.map((item) => (
            <Item key={`${item.word} ${item.text}`} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
