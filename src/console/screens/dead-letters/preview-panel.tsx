import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { DeadLetterFilter, LetterResult, RedriveOutlook } from "../../../operate/dead-letters.ts";
import { type KeyValue, KeyValues } from "../../parts/blocks/key-values.tsx";
import { Note } from "../../parts/blocks/note.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { count, plural } from "../../parts/text/numbers.ts";
import type { Loaded } from "../../parts/use/use-loaded.ts";
import { bridgeCommandLine, stageName, writeRefused } from "../../shell/bridge-place.ts";
import { withQuery } from "../../shell/location.ts";
import { DiscardDialog } from "./discard-dialog.tsx";
import { type LetterKind, letterOrder, orderWords, safetyText } from "./letter-words.ts";
import { OrderState } from "./order-state.tsx";
import type { useOrder } from "./use-order.ts";

const commaList = (parts: readonly string[]): string => parts.join(", ");

function outlookRows({
  letters,
  events,
  buses,
  failures,
  subscriptions,
}: RedriveOutlook): readonly KeyValue[] {
  const on = commaList(buses.map(({ bus }) => bus));
  const rows: (readonly [string, ComponentChildren] | false)[] = [
    [
      "Would be published",
      <>
        <b class={letters.publish > 0 ? "ok" : ""}>{count(letters.publish)}</b>
        {letters.publish > 0 && `, ${plural(events, "event")} on ${on}`}
      </>,
    ],
    ["Duplicates", count(letters.duplicate)],
    letters.dropped > 0 && ["Dropped by accept", count(letters.dropped)],
    [
      "Would fail again",
      <>
        <b class={letters.fail > 0 ? "bad" : ""}>{count(letters.fail)}</b>
        {letters.fail > 0 && `, ${commaList(failures.map(({ code }) => code))}`}
      </>,
    ],
    letters.unknown > 0 && ["Not known", `${count(letters.unknown)}, only EventBridge can say`],
    letters.publish > 0 && [
      "Subscriptions",
      commaList(subscriptions.map(({ name, events: got }) => `${name} ${count(got)}`)) ||
        "none would get them",
    ],
  ];
  return rows.filter((row) => row !== false);
}

interface PreviewProps {
  readonly filter: DeadLetterFilter;
  readonly kind: LetterKind;
  /** Letters of the list that these are of. */
  readonly total: number;
  readonly preview: Loaded<LetterResult>;
  readonly running: ReturnType<typeof useOrder>;
}

function rateIn(text: string): number | "wrong" | undefined {
  if (text.trim() === "") return undefined;
  const rate = Number(text);
  return rate > 0 && rate <= 10_000 ? rate : "wrong";
}

function Counted({ result, total }: { readonly result: LetterResult; readonly total: number }) {
  const { outlook, outlookNote, matched, note } = result;
  const selected: KeyValue = [
    "Selected",
    <>
      <b>{count(matched)}</b> of {count(total)}
    </>,
  ];
  return (
    <>
      {outlook && (
        <p>
          Each selected message was made into events with the configuration that runs now. None was put on a
          bus.
        </p>
      )}
      <KeyValues wide rows={[selected, ...(outlook ? outlookRows(outlook) : [])]} />
      {outlookNote !== undefined && <Note kind="info">{outlookNote}</Note>}
      {note !== undefined && <p class="fine">{note}</p>}
    </>
  );
}

/** What a redrive would do, before anything moves; then the redrive itself, which can be stopped. */
export function PreviewPanel({ filter, kind, total, preview, running }: PreviewProps) {
  const [rate, setRate] = useState("10");
  const [leaves, setLeaves] = useState(true);
  const [discards, setDiscards] = useState(false);
  const { value, failure, slow, reload } = preview;
  const failing = value?.outlook?.letters.fail ?? 0;
  const leaveFailing = leaves && failing > 0;
  const perSecond = rateIn(rate);
  const order = letterOrder(filter, {
    dryRun: false,
    leaveFailing,
    perSecond: perSecond === "wrong" ? undefined : perSecond,
  });
  const matched = value?.matched ?? 0;
  const moving = matched - (leaveFailing ? failing : 0);
  const isRunning =
    running.order.verb !== undefined &&
    !running.order.result &&
    !running.order.failure &&
    !running.order.stopped;
  const refused =
    writeRefused.value ??
    (isRunning
      ? "An order is running"
      : moving === 0
        ? "There is nothing to redrive"
        : perSecond === "wrong"
          ? "Give a number over 0, up to 10,000"
          : undefined);
  return (
    <Panel
      title="Preview of redrive"
      aside={isRunning ? "moving" : running.order.verb === undefined ? "nothing moved yet" : undefined}
      busy={value === undefined && !failure}
    >
      <div class="stack middle">
        {failure && <FailureNote failure={failure} retry={reload} />}
        {!value && slow && <Skeleton rows={4} />}
        {value && <Counted result={value} total={total} />}
        <label class="labelled">
          <span>Messages a second, at most</span>
          <input
            class="field"
            inputMode="decimal"
            value={rate}
            onInput={({ currentTarget }) => setRate(currentTarget.value)}
          />
        </label>
        {value?.outlook && (
          <label class="check">
            <input
              type="checkbox"
              checked={leaves}
              onChange={({ currentTarget }) => setLeaves(currentTarget.checked)}
            />
            Leave those that would fail again
          </label>
        )}
        <div class="filters">
          <Button kind="primary" refused={refused} onClick={() => running.run("redrive", order)}>
            Redrive {count(moving)} on {stageName.value}
          </Button>
          <Button href={withQuery({ queue: undefined, code: undefined, source: undefined })}>Cancel</Button>
          <Button
            kind="danger"
            refused={
              writeRefused.value ?? (isRunning || matched === 0 ? "There is nothing to discard" : undefined)
            }
            onClick={() => setDiscards(true)}
          >
            Discard…
          </Button>
        </div>
        <OrderState order={running.order} onStop={running.stop} />
        <p class="fine">{safetyText(kind)}</p>
        <div class="labelled">
          <span>The same as a command</span>
          <CopyLine text={bridgeCommandLine(orderWords("redrive", order))} what="the command" />
        </div>
      </div>
      {discards && (
        <DiscardDialog
          count={matched}
          words={orderWords("discard", order)}
          onClose={() => setDiscards(false)}
          onDiscard={() => {
            setDiscards(false);
            void running.run("discard", letterOrder(filter, { dryRun: false }));
          }}
        />
      )}
    </Panel>
  );
}
