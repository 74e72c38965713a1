import { useState } from "preact/hooks";
import type { SourceDetail } from "../../../operate/state.ts";
import { ApiFailure } from "../../api/ask-api.ts";
import { askRecorded, type SentSample, sendSample } from "../../api/sources.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { FailureNote } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { bytes } from "../../parts/text/numbers.ts";
import { bridgeCommandLine, mayWrite, writeRefused } from "../../shell/bridge-place.ts";
import { pageOfRequest } from "../request/words/request-words.ts";

/** What has become of a sample. */
type Sending =
  | { readonly state: "none" | "sending" }
  | { readonly state: "sent"; readonly answer: SentSample }
  | { readonly state: "failed"; readonly failure: ApiFailure };

/** The body of a recorded request, to be changed. */
interface Editing {
  readonly sample: string;
  readonly text: string;
  readonly witness: string;
}

function Sent({ answer }: { readonly answer: SentSample }) {
  const { id, status, event, note } = answer;
  return (
    <Note kind={status < 300 ? "ok" : "bad"} title={`Answered ${status}`}>
      <p role="status">
        {id === null ? event : <Link href={pageOfRequest({ id })}>{event}: see its way to the bus</Link>}
      </p>
      {note !== undefined && <p class="fine">{note}</p>}
    </Note>
  );
}

/** The recorded requests of the provider, one of which is chosen. */
function Picks({
  source,
  chosen,
  onChoose,
}: {
  readonly source: SourceDetail;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}) {
  return (
    <fieldset class="pick">
      <legend class="sr">Recorded request</legend>
      {source.samples.map(({ name, event, bytes: size }) => (
        <label key={name}>
          <input type="radio" name="sample" checked={name === chosen} onChange={() => onChoose(name)} />
          <span>
            {name} {event !== name && <span class="muted">{event}</span>}
          </span>
          <span class="fine">{size === undefined ? "" : bytes(size)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function unsignable({
  name,
  provider,
  secrets,
  setup,
}: SourceDetail): { readonly why: string; readonly command?: string } | undefined {
  if (setup?.canSign === false)
    return {
      why: `Only ${provider.name} can sign: it alone has the private key. Use the test button of ${provider.name}, where the URL is set: ${setup.where}`,
    };
  if (secrets === 0)
    return {
      why: "Nothing can be signed before the source has its secret.",
      ...(setup?.secret !== "handed-over" && { command: bridgeCommandLine(`secrets set ${name}`) }),
    };
  return undefined;
}

/** Signs a recorded request as the vendor does, and sends it. */
export function SampleForm({
  source,
  onSent,
}: {
  readonly source: SourceDetail;
  readonly onSent: () => void;
}) {
  const { samples, provider, name } = source;
  const [chosen, choose] = useState(samples[0]?.name ?? "");
  const [sending, setSending] = useState<Sending>({ state: "none" });
  const [editing, edit] = useState<Editing>();
  const refusal = unsignable(source);
  if (refusal)
    return (
      <Note kind="info">
        <p>{refusal.why}</p>
        {refusal.command && <CopyLine text={refusal.command} what="the command" />}
      </Note>
    );
  if (samples.length === 0 && !mayWrite.value)
    return <CopyLine text={bridgeCommandLine(`send ${name}`)} what="the command" />;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const failure =
        error instanceof ApiFailure
          ? error
          : new ApiFailure(0, "internal", String(error), "Load the page again.");
      setSending({ state: "failed", failure });
    }
  };
  const send = (): Promise<void> =>
    attempt(async () => {
      setSending({ state: "sending" });
      const order = { ...(chosen !== "" && { event: chosen }), ...(editing && { body: editing.text }) };
      const answer = await sendSample(name, order);
      setSending({ state: "sent", answer });
      onSent();
    });
  const openEditor = (): Promise<void> =>
    attempt(async () => {
      const { body, witness } = await askRecorded(name, chosen);
      if (body === undefined)
        throw new ApiFailure(0, "no-text", "The body of this request is no text.", "Choose another one.");
      edit({ sample: chosen, text: body, witness });
    });
  const busy = sending.state === "sending" ? "It is being sent" : undefined;
  const what = chosen === "" ? "a sample" : chosen;
  return (
    <div class="stack near">
      {samples.length > 0 && (
        <Picks
          source={source}
          chosen={chosen}
          onChoose={(next) => {
            choose(next);
            edit(undefined);
          }}
        />
      )}
      {editing && (
        <label class="labelled">
          <span>Body of {editing.sample}; ids and times are made new unless you change them</span>
          <textarea
            class="edit"
            spellcheck={false}
            value={editing.text}
            onInput={({ currentTarget }) => edit({ ...editing, text: currentTarget.value })}
          />
        </label>
      )}
      <div class="filters">
        <Button kind="primary" refused={writeRefused.value ?? busy} onClick={send}>
          Sign and send {what}
        </Button>
        {chosen !== "" &&
          (editing ? (
            <Button onClick={() => edit(undefined)}>Send as recorded</Button>
          ) : (
            <Button onClick={openEditor}>Edit body first</Button>
          ))}
      </div>
      <p class="fine">
        Signed now with your secret, as {provider.name} signs, and posted to /hooks/{name}.{" "}
        {editing && `Recorded request checked with ${editing.witness}.`}
      </p>
      {sending.state === "sent" && <Sent answer={sending.answer} />}
      {sending.state === "failed" && <FailureNote failure={sending.failure} retry={send} />}
    </div>
  );
}
