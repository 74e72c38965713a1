import { type OutcomeName, outcomeLook } from "./outcome-looks.ts";
import { PathMark } from "./path-mark.tsx";

export { type OutcomeName, outcomeTone, outcomeWord } from "./outcome-looks.ts";

/** A mark and its word. */
export function Outcome({
  outcome,
  word,
}: {
  readonly outcome: OutcomeName;
  readonly word?: string | undefined;
}) {
  const look = outcomeLook(outcome);
  return (
    <span class={`out ${look.tone}`}>
      <PathMark state={look.mark} />
      <span>{word ?? look.word}</span>
    </span>
  );
}
