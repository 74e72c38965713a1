import { useState } from "preact/hooks";
import type { EventRecord, KnownEvent, Replayed } from "../../../operate/events.ts";
import { askEvent } from "../../api/events.ts";
import { askSubscriptions } from "../../api/subscriptions.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyButton, copyText } from "../../parts/controls/copy-line.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { PatternTester } from "../../parts/pattern/pattern-tester.tsx";
import { typePattern, withValue, wordsPattern } from "../../parts/pattern/pattern-text.ts";
import { usePattern } from "../../parts/pattern/use-pattern.ts";
import { Moment } from "../../parts/text/moment.tsx";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { writeRefused } from "../../shell/bridge-place.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, nameInPath, place } from "../../shell/location.ts";
import { announce } from "../../shell/news/announce.ts";
import { AttributesPanel } from "./attributes-panel.tsx";
import { DataPanel } from "./data-panel.tsx";
import { eventOutcome } from "./event-words.ts";
import { LoggedEvent } from "./logged-event.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { ReplaysPanel } from "./replays-panel.tsx";
import { RulesPanel } from "./rules-panel.tsx";

function EventHead({ event, onReplay }: { readonly event: EventRecord; readonly onReplay: () => void }) {
  const { outcome, word } = eventOutcome(event);
  const pattern = typePattern(event.envelope);
  const delivery = `/deliveries/${encodeURIComponent(event.delivery)}`;
  const refused = writeRefused.value;
  useKeys({
    c: () => copyText(pattern, "the event as a pattern"),
    y: () => copyText(window.location.href, "the link"),
    r: () => (refused === undefined ? onReplay() : announce(`A replay changes the stage. ${refused}.`)),
    Escape: () => goTo(event.delivery === "" ? "/stream?show=events" : delivery),
  });
  const matching = event.rules?.find(({ matched, disabled }) => matched && !disabled);
  return (
    <PageHead
      title={event.type || event.name}
      crumbs={[
        { label: "Stream", href: "/stream?show=events" },
        ...(event.delivery === "" ? [] : [{ label: event.delivery.slice(0, 12), href: delivery }]),
        { label: "Event" },
      ]}
      meta={
        <>
          <Outcome outcome={outcome} word={word} /> on bus {event.bus}, <Moment at={event.at} precise />
          {event.replay !== undefined && `, replay ${event.replay}`}
        </>
      }
      actions={
        <>
          <CopyButton text={event.envelope} label="Copy JSON" what="the event" small={false} />
          <CopyButton
            text={pattern}
            label="Copy as pattern"
            what="for events of this type"
            small={false}
            keyHint="c"
          />
          <Button kind="primary" refused={refused} onClick={onReplay} keyHint="r">
            Replay{matching && ` into ${matching.rule}`}…
          </Button>
        </>
      }
    />
  );
}

function ReplayedNote({ replayed }: { readonly replayed: Replayed }) {
  const { replay, events, note } = replayed;
  return (
    <Note kind="ok" title={events === null ? `The replay ${replay} has begun.` : `Sent again as ${replay}.`}>
      {note !== undefined && <p>{note}</p>}
    </Note>
  );
}

function EventShown({ event, reload }: { readonly event: EventRecord; readonly reload: () => void }) {
  const [pattern, setPattern] = usePattern(wordsPattern(event.envelope));
  const [replaying, setReplaying] = useState(false);
  const [replays, setReplays] = useState<readonly Replayed[]>([]);
  const { value: subscriptions } = useLoaded("subscriptions", askSubscriptions);
  const add = (keys: readonly string[], value: string): void => {
    const changed = withValue(pattern, keys, value);
    const field = keys.join(".");
    if (changed === undefined) announce(`The pattern has something else at ${field}. Correct it first.`);
    else {
      setPattern(changed);
      announce(`Added ${field} to the pattern.`);
    }
  };
  const last = replays.at(-1);
  return (
    <>
      <EventHead event={event} onReplay={() => setReplaying(true)} />
      {last && <ReplayedNote replayed={last} />}
      <div class="two">
        <div class="stack">
          <AttributesPanel envelope={event.envelope} at={event.at} onAdd={add} />
          <DataPanel event={event} onAdd={({ keys, text }) => add(["detail", "data", ...keys], text)} />
          <ReplaysPanel event={event} round={replays.length} />
        </div>
        <div class="stack">
          <PatternTester pattern={pattern} onPattern={setPattern} event={event.envelope} bus={event.bus} />
          <RulesPanel event={event} subscriptions={subscriptions} onLoad={setPattern} />
        </div>
      </div>
      {replaying && (
        <ReplayDialog
          event={event}
          onClose={() => setReplaying(false)}
          onDone={(replayed) => {
            setReplaying(false);
            setReplays([...replays, replayed]);
            announce(`Sent again as ${replayed.replay}.`);
            reload();
          }}
        />
      )}
    </>
  );
}

const isWhole = (event: KnownEvent): event is EventRecord => event.envelope !== undefined;

/** One event: its attributes and payload, the rules that it met, and a pattern to try on it. */
export function EventScreen() {
  const { path, query } = place.value;
  const id = query.get("put") ?? nameInPath(path);
  const { value, failure, slow, reload } = useLoaded(`event ${id}`, (signal) => askEvent(id, signal));
  if (value)
    return isWhole(value) ? <EventShown event={value} reload={reload} /> : <LoggedEvent event={value} />;
  return (
    <>
      <PageHead
        title="Event"
        crumbs={[{ label: "Stream", href: "/stream?show=events" }, { label: "Event" }]}
        meta={<span class="mono">{id}</span>}
      />
      {failure && (
        <FailureNote
          failure={failure}
          retry={reload}
          others={{ href: "/stream?show=events", label: "Open the events" }}
        />
      )}
      {slow && (
        <Panel title="CloudEvent" bare busy>
          <Skeleton rows={8} />
        </Panel>
      )}
    </>
  );
}
