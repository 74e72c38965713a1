import { useState } from "preact/hooks";
import type { SubscriptionRow } from "../../../operate/state.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { switchSubscription } from "../../api/subscriptions.ts";
import { Dialog } from "../../parts/blocks/dialog.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { bridgeCommandLine, stageName, writeRefused } from "../../shell/bridge-place.ts";
import { announce } from "../../shell/news/announce.ts";
import { pauseRefused, pauseText, switchText } from "./subscription-words.ts";

/** Asks before it pauses, or lets go on. */
function SwitchDialog({
  row,
  onClose,
  onDone,
}: {
  readonly row: SubscriptionRow;
  readonly onClose: () => void;
  readonly onDone: (row: SubscriptionRow) => void;
}) {
  const [failure, setFailure] = useState<ApiFailure>();
  const [busy, setBusy] = useState(false);
  const verb = row.state === "paused" ? "resume" : "pause";
  const words = verb === "pause" ? `Pause ${row.name}` : `Let ${row.name} go on`;
  const carryOut = async (): Promise<void> => {
    setBusy(true);
    try {
      onDone(await switchSubscription(row.name, verb));
      announce(verb === "pause" ? `${row.name} is paused.` : `${row.name} goes on.`);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            refused={busy ? "Under way" : undefined}
            onClick={() => void carryOut()}
          >{`${words} on ${stageName.value}`}</Button>
        </>
      }
    >
      <div class="stack middle">
        <p>{switchText(row)}</p>
        <p class="muted">{pauseText(row)}</p>
        {failure && <FailureNote failure={failure} />}
        <div class="stack near">
          <span class="muted">The same as a command</span>
          <CopyLine text={bridgeCommandLine(`subscriptions ${verb} ${row.name}`)} what="the command" />
        </div>
      </div>
    </Dialog>
  );
}

/** Pauses a subscription, or lets it go on. */
export function SwitchButton({
  row,
  onDone,
}: {
  readonly row: SubscriptionRow;
  readonly onDone: () => void;
}) {
  const [asking, setAsking] = useState(false);
  const isPaused = row.state === "paused";
  return (
    <>
      <Button refused={pauseRefused(row, writeRefused.value)} onClick={() => setAsking(true)}>
        {isPaused ? `Go on on ${stageName.value}` : `Pause on ${stageName.value}`}
      </Button>
      {asking && (
        <SwitchDialog
          row={row}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false);
            onDone();
          }}
        />
      )}
    </>
  );
}
