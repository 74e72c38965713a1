import type { ComponentChildren } from "preact";
import { CodeText } from "../text/code-text.tsx";

/** A step of a way. */
export interface TraceStep {
  readonly title: ComponentChildren;
  /** A sentence, with code between back quotes. */
  readonly detail?: string | undefined;
  /** At the right: its offset. */
  readonly at?: string | undefined;
  /** `waiting` is hollow; `off` was not reached or counts for nothing. */
  readonly state: "done" | "failed" | "waiting" | "off";
  /** A line behind it: what has ended here. */
  readonly cut?: string | undefined;
}

const pins = { done: "pin f ok", failed: "pin x bad", waiting: "pin warn", off: "pin plain" } as const;
const stateWords = { done: "", failed: "Failed: ", waiting: "Waiting: ", off: "" } as const;

/** The steps of a way, one below the other. */
export function Trace({ label, steps }: { readonly label: string; readonly steps: readonly TraceStep[] }) {
  return (
    <ol class="trace" aria-label={label}>
      {steps.map(({ title, detail, at, state, cut }, index) => (
        <li key={index} class={state === "off" ? "off" : ""}>
          <span class={pins[state]} aria-hidden="true" />
          <div>
            <b>
              {stateWords[state] !== "" && <span class="sr">{stateWords[state]}</span>}
              {title}
            </b>
            {detail !== undefined && (
              <p>
                <CodeText text={detail} />
              </p>
            )}
          </div>
          <span class="at">{at ?? ""}</span>
          {cut !== undefined && <span class="cut">{cut}</span>}
        </li>
      ))}
    </ol>
  );
}
