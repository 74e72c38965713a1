import { useId } from "preact/hooks";
import { Note } from "../blocks/note.tsx";
import { Panel } from "../blocks/panel.tsx";
import { FailureNote } from "../blocks/states.tsx";
import { CopyButton } from "../controls/copy-line.tsx";
import { count } from "../text/numbers.ts";
import { longestPattern, subscriptionEntry } from "./pattern-text.ts";
import { useMatches, useVerdict } from "./use-verdict.ts";
import { FieldList, matchesText, shortReason, VerdictLine } from "./verdict.tsx";

/** What is tested against what. */
export interface TesterProps {
  readonly pattern: string;
  readonly onPattern: (pattern: string) => void;
  /** JSON text of an event. Without one, only the bus is asked. */
  readonly event?: string | undefined;
  /** Bus whose last events are counted. */
  readonly bus?: string | undefined;
}

function Length({ pattern }: { readonly pattern: string }) {
  const isLong = pattern.length > longestPattern;
  return (
    <span class={isLong ? "bad" : ""}>
      {count(pattern.length)} of {count(longestPattern)} characters{isLong && ", too long for a rule"}.
    </span>
  );
}

/** A pattern to edit, with EventBridge's verdict of it, field by field. */
export function PatternTester({ pattern, onPattern, event, bus }: TesterProps) {
  const id = useId();
  const verdict = useVerdict(pattern, event);
  const matches = useMatches(pattern, bus);
  const { answer } = verdict;
  const invalid =
    answer?.valid === false
      ? answer.reason
      : matches.answer?.valid === false
        ? matches.answer.reason
        : undefined;
  const counted = matches.answer && matchesText(matches.answer);
  const entry = subscriptionEntry(pattern, bus ?? "my-bus");
  const allHold = answer?.matched === false && answer.valid && answer.fields?.every(({ matched }) => matched);
  const footer = (
    <>
      <span class="fine">
        {counted} <Length pattern={pattern} />
      </span>
      <span class="filters end">
        <CopyButton text={pattern} label="Copy pattern" what="the pattern" />
        {invalid === undefined && entry !== undefined && (
          <CopyButton
            text={entry}
            label="Copy as subscription"
            what="an entry of subscriptions in bridge.config.ts"
          />
        )}
      </span>
    </>
  );
  return (
    <Panel title="Pattern tester" aside="EventBridge's own matching" bare footer={footer}>
      {event !== undefined && !verdict.failure && <VerdictLine verdict={answer} />}
      <div class="in stack middle">
        <label class="sr" for={id}>
          Event pattern
        </label>
        <textarea
          id={id}
          class="edit"
          rows={11}
          spellcheck={false}
          value={pattern}
          {...(invalid !== undefined && { "aria-invalid": true, "aria-describedby": `${id}-why` })}
          onInput={({ currentTarget }) => onPattern(currentTarget.value)}
        />
        {invalid !== undefined && (
          <div id={`${id}-why`}>
            <Note kind="bad" title={shortReason(invalid)} />
          </div>
        )}
        {verdict.failure && <FailureNote failure={verdict.failure} />}
        {allHold && <Note kind="warn">{answer?.reason}</Note>}
        {answer?.fields && answer.fields.length > 0 && <FieldList fields={answer.fields} />}
      </div>
    </Panel>
  );
}
