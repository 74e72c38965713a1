import { useState } from "preact/hooks";
import { Dialog } from "../../parts/blocks/dialog.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { count as counted, plural } from "../../parts/text/numbers.ts";
import { bridgeCommandLine, stageName } from "../../shell/bridge-place.ts";

/** Deletes letters for good, once their number has been typed. */
export function DiscardDialog({
  count,
  words,
  onClose,
  onDiscard,
}: {
  readonly count: number;
  readonly words: string;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}) {
  const [typed, setTyped] = useState("");
  const isTyped = typed.replaceAll(/[ ,.]/g, "") === String(count);
  return (
    <Dialog
      title={`Discard ${plural(count, "dead letter")}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="danger" refused={isTyped ? undefined : `Type ${count} first`} onClick={onDiscard}>
            Discard {counted(count)} on {stageName.value}
          </Button>
        </>
      }
    >
      <form
        class="stack middle"
        onSubmit={(event) => {
          event.preventDefault();
          if (isTyped) onDiscard();
        }}
      >
        <p>Their deliveries are lost: nothing else has them. Export them first, if somebody may ask.</p>
        <label class="labelled">
          <span>Type their number, {count}, to go on</span>
          <input
            class="field"
            inputMode="numeric"
            autocomplete="off"
            value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <CopyLine text={bridgeCommandLine(words)} what="the same as a command" />
      </form>
    </Dialog>
  );
}
