import { Note } from "../../parts/blocks/note.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { count, plural } from "../../parts/text/numbers.ts";
import type { RunningOrder } from "./use-order.ts";

const words = { redrive: "redriven", discard: "discarded" } as const;

/** How an order is going, and how it ended. */
export function OrderState({ order, onStop }: { readonly order: RunningOrder; readonly onStop: () => void }) {
  const { verb, progress, result, failure, stopped } = order;
  if (verb === undefined) return null;
  const done = progress?.done ?? 0;
  if (failure) return <FailureNote failure={failure} />;
  if (stopped)
    return (
      <Note kind="warn" title={`Stopped: ${plural(done, "letter")} ${words[verb]}.`}>
        <p>The rest is where it was. The same again goes on with it.</p>
      </Note>
    );
  if (result)
    return (
      <Note
        kind={result.failed > 0 ? "bad" : "ok"}
        title={`${count(result.done)} of ${plural(result.matched, "letter")} ${words[verb]}.`}
      >
        {result.failed > 0 && <p>{plural(result.failed, "letter")} failed, and are where they were.</p>}
        {result.note !== undefined && <p>{result.note}</p>}
      </Note>
    );
  return (
    <div class="stack near">
      <progress
        class="progress"
        value={done}
        max={Math.max(1, progress?.matched ?? 1)}
        aria-label={words[verb]}
      />
      <p>
        {count(done)} {words[verb]}
        {progress && progress.failed > 0 && `, ${count(progress.failed)} failed`}
      </p>
      <div class="filters">
        <Button onClick={onStop}>Stop</Button>
      </div>
    </div>
  );
}
