import { useState } from "preact/hooks";
import { Dialog } from "../../parts/blocks/dialog.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { Segmented } from "../../parts/controls/segmented.tsx";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, withQuery } from "../../shell/location.ts";
import {
  fieldTime,
  momentsOf,
  type RangeName,
  rangeQuery,
  ranges,
  type ShownRange,
} from "./overview-range.ts";

/** Two moments, in the viewer's zone. */
function CustomRange({
  range,
  onChoose,
  onClose,
}: {
  readonly range: ShownRange;
  readonly onChoose: (range: ShownRange) => void;
  readonly onClose: () => void;
}) {
  const first = momentsOf(range, Date.now());
  const [from, setFrom] = useState(fieldTime(first.from));
  const [to, setTo] = useState(fieldTime(first.to));
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const wrong = begin < end ? undefined : "The first moment must be before the last";
  return (
    <Dialog
      title="Time range"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            refused={wrong}
            onClick={() => onChoose({ name: "custom", from: begin, to: end })}
          >
            Show
          </Button>
        </>
      }
    >
      <div class="stack middle">
        <label class="labelled">
          <span>From</span>
          <input
            class="field"
            type="datetime-local"
            value={from}
            onInput={({ currentTarget }) => setFrom(currentTarget.value)}
          />
        </label>
        <label class="labelled">
          <span>To</span>
          <input
            class="field"
            type="datetime-local"
            value={to}
            onInput={({ currentTarget }) => setTo(currentTarget.value)}
          />
        </label>
        <p class="fine">In your zone, {Intl.DateTimeFormat().resolvedOptions().timeZone}.</p>
      </div>
    </Dialog>
  );
}

/** The range: one of a few that end now, or two moments. */
export function RangeChoice({ range }: { readonly range: ShownRange }) {
  const [asking, setAsking] = useState(false);
  const show = (chosen: ShownRange): void => {
    setAsking(false);
    goTo(withQuery(rangeQuery(chosen)));
  };
  useKeys({ t: () => setAsking(true) });
  return (
    <>
      <Segmented<RangeName>
        label="Time range"
        value={range.name}
        options={[...ranges, { value: "custom", label: "Custom" }]}
        onChoose={(name) => {
          const chosen = ranges.find(({ value }) => value === name);
          if (chosen) show({ name: chosen.value, ms: chosen.ms });
          else setAsking(true);
        }}
      />
      {asking && <CustomRange range={range} onChoose={show} onClose={() => setAsking(false)} />}
    </>
  );
}
