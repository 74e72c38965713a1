import type { Cause, Explanation } from "../../../../operate/explain/explanation.ts";
import type { RequestDetail } from "../../../../operate/requests.ts";
import { Note } from "../../../parts/blocks/note.tsx";
import { Panel } from "../../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../../parts/blocks/states.tsx";
import { Button } from "../../../parts/controls/button.tsx";
import { CopyLine } from "../../../parts/controls/copy-line.tsx";
import { Tag } from "../../../parts/marks/tag.tsx";
import { Checks } from "../../../parts/tables/checks.tsx";
import { CodeText } from "../../../parts/text/code-text.tsx";
import { commandIn } from "../../../parts/text/commands.ts";
import { plural } from "../../../parts/text/numbers.ts";
import type { Loaded } from "../../../parts/use/use-loaded.ts";
import { bridgePlace } from "../../../shell/bridge-place.ts";
import { explainChecks, firstSentence, notTriedText } from "../words/explain-checks.ts";

/** URLs of this bridge in a sentence, which are entered somewhere else. */
const urlsIn = (text: string): readonly string[] =>
  [...text.matchAll(/https?:\/\/[^\s"'`]+\/hooks\/[\w-]+/g)].map(([url]) => url);

function DoThis({ cause }: { readonly cause: Cause }) {
  const command = cause.command ?? commandIn(cause.fix);
  return (
    <div class="stack near">
      <h3>Do this</h3>
      <p>
        <CodeText text={cause.fix} />
      </p>
      {urlsIn(cause.fix).map((url) => (
        <CopyLine key={url} text={url} label="Copy URL" what="the URL" />
      ))}
      {command !== undefined && <CopyLine text={command} what="the command" />}
    </div>
  );
}

function LeadingCause({ cause }: { readonly cause: Cause }) {
  const [evidence, more] = firstSentence(cause.evidence);
  return (
    <>
      <Note kind="bad" title={<CodeText text={evidence} />}>
        {more !== "" && (
          <p>
            <CodeText text={more} />
          </p>
        )}
        <p>
          <Tag>{cause.cause}</Tag>
        </p>
      </Note>
      <DoThis cause={cause} />
    </>
  );
}

function OtherCauses({ causes }: { readonly causes: readonly Cause[] }) {
  if (causes.length === 0) return null;
  return (
    <div class="stack near">
      <h3>Also possible</h3>
      <ul class="causes">
        {causes.map((cause) => (
          <li key={cause.cause}>
            <Tag {...(cause.proven && { kind: "info" })}>{cause.cause}</Tag>{" "}
            <CodeText text={cause.evidence} />{" "}
            <span class="muted">
              <CodeText text={cause.fix} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Nothing was found: what is known, and how to go on. */
function NoCause({
  request,
  onSave,
}: {
  readonly request: RequestDetail;
  readonly onSave?: (() => void) | undefined;
}) {
  return (
    <>
      <Note
        kind="warn"
        title={request.outcome === "failed" ? `A fault of the bridge: ${request.code}` : "No cause was found"}
      >
        <p>
          <CodeText text={[request.detail, request.remedy].filter(Boolean).join(" ")} />
        </p>
      </Note>
      {onSave && (
        <div class="filters">
          <Button onClick={onSave}>Save request as .http</Button>
        </div>
      )}
    </>
  );
}

function Explained({
  request,
  explanation,
  onSave,
}: {
  readonly request: RequestDetail;
  readonly explanation: Explanation;
  readonly onSave?: (() => void) | undefined;
}) {
  const [first, ...others] = explanation.causes;
  const checks = explainChecks(request, explanation);
  const notTried = notTriedText(explanation);
  return (
    <>
      <div class="in stack middle">
        {first ? <LeadingCause cause={first} /> : <NoCause request={request} onSave={onSave} />}
        <OtherCauses causes={others} />
      </div>
      {checks.length > 0 && <Checks label="Checks in the order tried" checks={checks} />}
      <footer>
        <div class="fine stack near">
          {notTried && <p>{notTried}</p>}
          <p>
            {request.status === 401 ? (
              <>
                The sender saw 401 and the same bytes for every reason:{" "}
                <code>{'{"error":"unauthorized"}'}</code>
              </>
            ) : (
              `The sender saw ${request.status ?? "an answer"}, and nothing of the reason.`
            )}
          </p>
        </div>
      </footer>
    </>
  );
}

/** Why a request was refused. It leads the page. */
export function ExplainPanel({
  request,
  asked,
  onSave,
}: {
  readonly request: RequestDetail;
  readonly asked: Loaded<Explanation>;
  readonly onSave?: (() => void) | undefined;
}) {
  const { value, failure, slow, reload } = asked;
  const first = value?.causes[0];
  const checks = value ? explainChecks(request, value).length : 0;
  const where = bridgePlace.value?.kind === "stage" ? "from facts, without its bytes" : "on this machine";
  return (
    <Panel
      title="Explain"
      bare
      busy={value === undefined && failure === undefined}
      tag={
        first && (
          <Tag kind={first.proven ? "info" : "warn"}>
            {first.proven ? "proved, not guessed" : "likeliest, not proved"}
          </Tag>
        )
      }
      aside={value && `${plural(checks, "check")}, ${where}`}
    >
      {value ? (
        <Explained request={request} explanation={value} onSave={onSave} />
      ) : failure?.status === 404 ? (
        <div class="in stack middle">
          <NoCause request={request} onSave={onSave} />
          <p class="muted">{request.note}</p>
        </div>
      ) : failure ? (
        <div class="in">
          <FailureNote failure={failure} retry={reload} />
        </div>
      ) : (
        slow && <Skeleton rows={4} />
      )}
    </Panel>
  );
}
