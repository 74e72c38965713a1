import { useId, useState } from "preact/hooks";
import { parseJson } from "../../../core/json/json.ts";
import type { SourceRow } from "../../../operate/state.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { askExample } from "../../api/events.ts";
import { askSource } from "../../api/sources.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { formatJson } from "../../parts/json/format-json.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";

/** Known events of the configured sources, as they would be on their bus. */
function KnownEvents({
  sources,
  onEvent,
}: {
  readonly sources: readonly SourceRow[];
  readonly onEvent: (envelope: string) => void;
}) {
  const id = useId();
  const [chosen, setChosen] = useState("");
  const [failure, setFailure] = useState<ApiFailure>();
  const source = chosen || sources[0]?.name;
  const { value } = useLoaded(`samples ${source}`, (signal) =>
    source === undefined ? Promise.resolve(undefined) : askSource(source, signal),
  );
  const samples = value?.samples ?? [];
  const take = async (sample: string): Promise<void> => {
    if (source === undefined || sample === "") return;
    try {
      setFailure(undefined);
      onEvent(formatJson((await askExample(source, sample)).envelope));
    } catch (error) {
      setFailure(error instanceof ApiFailure ? error : new ApiFailure(0, "internal", String(error), ""));
    }
  };
  return (
    <>
      <div class="filters known">
        <label class="labelled" for={`${id}-source`}>
          <span>Source</span>
          <select
            id={`${id}-source`}
            class="field"
            value={source}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            {sources.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="labelled grow" for={`${id}-event`}>
          <span>Its known events</span>
          <select
            id={`${id}-event`}
            class="field"
            value=""
            onChange={({ currentTarget }) => void take(currentTarget.value)}
          >
            <option value="">{samples.length === 0 ? "none is recorded" : "choose one to fill in"}</option>
            {samples.map(({ name, event }) => (
              <option key={name} value={name}>
                {event === name ? event : `${event} (${name})`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

/** An event to test with: pasted, or a known one of a source. */
export function PastedEvent({
  event,
  sources,
  onEvent,
}: {
  readonly event: string;
  readonly sources: readonly SourceRow[];
  readonly onEvent: (text: string) => void;
}) {
  const id = useId();
  const isWrong = event.trim() !== "" && parseJson(event) === undefined;
  return (
    <Panel title="Event" aside="as EventBridge has it">
      <div class="stack middle">
        <KnownEvents sources={sources} onEvent={onEvent} />
        <label class="labelled" for={id}>
          <span>Event as JSON: with id, account, source, time, region and detail-type</span>
          <textarea
            id={id}
            class="edit"
            rows={18}
            spellcheck={false}
            value={event}
            onInput={({ currentTarget }) => onEvent(currentTarget.value)}
          />
        </label>
        {isWrong && <Note kind="bad" title="This is not JSON." />}
      </div>
    </Panel>
  );
}
