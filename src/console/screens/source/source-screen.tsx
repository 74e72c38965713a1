import type { SourceDetail } from "../../../operate/state.ts";
import { askSource } from "../../api/sources.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { YesNo } from "../../parts/marks/mark-icon.tsx";
import { Outcome, outcomeWord } from "../../parts/marks/outcome.tsx";
import { CodeText } from "../../parts/text/code-text.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { duration } from "../../parts/text/times.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, nameInPath, place } from "../../shell/location.ts";
import { now } from "../../shell/now.ts";
import { pageOfRequest } from "../request/words/request-words.ts";
import { conditionWord } from "../sources/source-words.ts";
import { SampleForm } from "./sample-form.tsx";
import { type SetupStep, setupSteps } from "./setup-steps.ts";
import { SecretsPanel, SourceFacts } from "./source-panels.tsx";
import { useSourceNews } from "./use-source-news.ts";

function StepFact({ fact, by }: SetupStep) {
  if (by)
    return (
      <p>
        <Link href={pageOfRequest(by)}>
          {by.handshake ?? by.type ?? by.reason ?? outcomeWord(by.outcome)}{" "}
          {outcomeWord(by.outcome).toLowerCase()}
        </Link>
        <span class="muted">
          , <Moment at={by.at} precise />
          {by.ms !== undefined && `, ${duration(by.ms)}`}
        </span>
      </p>
    );
  return fact === undefined ? null : <p class="fine">{fact}</p>;
}

function NumberedStep({
  step,
  number,
  children,
}: {
  readonly step: SetupStep;
  readonly number: number;
  readonly children?: preact.ComponentChildren;
}) {
  const { title, done, text, copy } = step;
  return (
    <li>
      {done ? (
        <span class="no done">
          <YesNo yes label="done" />
        </span>
      ) : (
        <span class="no">{number}</span>
      )}
      <div class="body">
        <h3>{title}</h3>
        {text.map((sentence) => (
          <p key={sentence} {...(step.name === "first" && { role: "status" })}>
            <CodeText text={sentence} />
          </p>
        ))}
        {copy && <CopyLine text={copy.text} label={copy.label} what={copy.what} />}
        <StepFact {...step} />
        {children}
      </div>
    </li>
  );
}

function Setup({ source, onSent }: { readonly source: SourceDetail; readonly onSent: () => void }) {
  const steps = setupSteps(source, bridgePlace.value ?? { kind: "local", stage: "local" });
  const done = steps.filter((step) => step.done).length;
  return (
    <Panel title={`Connect ${source.provider.name}`} aside={`${done} of ${steps.length} steps done`} bare>
      <ol class="steps">
        {steps.map((step, index) => (
          <NumberedStep key={step.name} step={step} number={index + 1}>
            {step.name === "first" && <SampleForm source={source} onSent={onSent} />}
          </NumberedStep>
        ))}
      </ol>
    </Panel>
  );
}

/** A refusal that came after the last accepted delivery leads the page. */
function RefusedNote({ source }: { readonly source: SourceDetail }) {
  const { condition, lastRefused } = source;
  if (condition !== "refused" || !lastRefused) return null;
  return (
    <Note
      kind="bad"
      title={`Refused since the last delivery: ${lastRefused.reason ?? lastRefused.code ?? ""}`}
    >
      <p>
        {lastRefused.detail} <Link href={pageOfRequest(lastRefused)}>Explain</Link>
      </p>
    </Note>
  );
}

function FoundSource({ source, reload }: { readonly source: SourceDetail; readonly reload: () => void }) {
  const { name, provider, bus, condition } = source;
  return (
    <>
      <PageHead
        crumbs={[{ label: "Sources", href: "/sources" }, { label: provider.name }]}
        title={name}
        meta={
          <>
            <Outcome outcome={condition} word={conditionWord(source, now.value)} />
            <span class="muted">{bus === null ? ", its bus depends on the event" : `, on bus ${bus}`}</span>
          </>
        }
        actions={<Button href={`/stream?source=${encodeURIComponent(name)}`}>Show in stream</Button>}
      />
      <RefusedNote source={source} />
      <div class="split">
        <div class="stack">
          <Setup source={source} onSent={reload} />
        </div>
        <div class="stack">
          <SecretsPanel source={source} />
          <SourceFacts source={source} />
        </div>
      </div>
    </>
  );
}

/** One source: its setup, samples, secrets. */
export function SourceScreen() {
  const name = nameInPath(place.value.path);
  const { value, failure, slow, reload } = useLoaded(`source ${name}`, (signal) => askSource(name, signal));
  useKeys({ Escape: () => goTo("/sources") });
  useSourceNews(name, reload);
  if (value)
    return (
      <>
        {failure && <FailureNote failure={failure} retry={reload} />}
        <FoundSource source={value} reload={reload} />
      </>
    );
  return (
    <>
      <PageHead crumbs={[{ label: "Sources", href: "/sources" }, { label: "Source" }]} title={name} />
      {failure ? (
        <FailureNote failure={failure} retry={reload} others={{ href: "/sources", label: "Open Sources" }} />
      ) : (
        slow && <Skeleton rows={8} />
      )}
    </>
  );
}
