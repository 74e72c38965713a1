import { useState } from "preact/hooks";
import type { EventRecord, Replayed } from "../../../operate/events.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { replayEvent } from "../../api/events.ts";
import { Dialog } from "../../parts/blocks/dialog.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { bridgeCommandLine, bridgePlace, stageName } from "../../shell/bridge-place.ts";

/** Where an event can be sent again: a rule of its bus, or all of them. */
const wholeBus = "*";

function Facts({ bus }: { readonly bus: string }) {
  return (
    <ul class="facts">
      <li>
        The event carries <code>replay-name</code>. Its <code>detail.id</code> stays, so a consumer that
        remembers ids acts once.
      </li>
      {bridgePlace.value?.kind === "stage" ? (
        <>
          <li>
            It comes out of the archive of the bus {bus}: without <code>archiveDays</code> there is none.
          </li>
          <li>
            An archive has an event up to ten minutes after it came, and the replay takes some minutes more.
          </li>
        </>
      ) : (
        <li>Here it is sent at once. On AWS it comes out of the archive of the bus, some minutes later.</li>
      )}
    </ul>
  );
}

/** Sends an event again: to one subscription, or to the whole bus, which asks once more. */
export function ReplayDialog({
  event,
  onClose,
  onDone,
}: {
  readonly event: EventRecord;
  readonly onClose: () => void;
  readonly onDone: (replayed: Replayed) => void;
}) {
  const rules = (event.rules ?? []).filter(({ disabled }) => !disabled);
  const names = [...rules].sort((one, other) => Number(other.matched) - Number(one.matched));
  const [chosen, setChosen] = useState(names[0]?.rule ?? wholeBus);
  const [sure, setSure] = useState(false);
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  const isWhole = chosen === wholeBus;
  const matching = rules.filter(({ matched }) => matched).length;
  const send = async (): Promise<void> => {
    setBusy(true);
    try {
      onDone(await replayEvent(event.id, isWhole ? undefined : chosen));
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error : new ApiFailure(0, "internal", String(error), ""));
      setBusy(false);
    }
  };
  const refused = busy
    ? "It is being sent"
    : isWhole && !sure
      ? "Say first that all rules shall get it"
      : undefined;
  const words = `replay ${event.id}${isWhole ? "" : ` --subscription ${chosen}`}`;
  return (
    <Dialog
      title="Replay this event"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" refused={refused} onClick={send}>
            Replay into {isWhole ? `all of ${event.bus}` : chosen} on {stageName.value}
          </Button>
        </>
      }
    >
      <div class="stack middle">
        <fieldset class="stack near">
          <legend class="muted">Who gets it</legend>
          {names.map(({ rule, matched }) => (
            <label class="check" key={rule}>
              <input type="radio" name="into" checked={chosen === rule} onChange={() => setChosen(rule)} />
              <span>
                <b>{rule}</b>
                {!matched && <span class="muted"> does not match it, and gets nothing</span>}
              </span>
            </label>
          ))}
          <label class="check">
            <input type="radio" name="into" checked={isWhole} onChange={() => setChosen(wholeBus)} />
            <span>
              The whole bus {event.bus}: {plural(matching, "rule")} that{" "}
              {matching === 1 ? "matches" : "match"}
            </span>
          </label>
        </fieldset>
        {isWhole && (
          <label class="check">
            <input
              type="checkbox"
              checked={sure}
              onChange={({ currentTarget }) => setSure(currentTarget.checked)}
            />
            <span>Every consumer of the bus shall get it again</span>
          </label>
        )}
        <Facts bus={event.bus} />
        <CopyLine text={bridgeCommandLine(words)} what="the same as a command" />
        {failure && <FailureNote failure={failure} />}
      </div>
    </Dialog>
  );
}
