import { useSignal } from "@preact/signals";
import type { SampleAnswer, SourceRow } from "../../../operate/state.ts";
import { ApiFailure, askApi } from "../../api/ask-api.ts";
import { askSourceRows } from "../../api/source-rows.ts";
import { Note } from "../../parts/blocks/note.tsx";
import { Empty } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgeCommandLine, writeRefused } from "../../shell/bridge-place.ts";

/** A button that signs a recorded request and delivers it. What became of it appears in the list. */
function SendSample({ source }: { readonly source: string }) {
  const isSending = useSignal(false);
  const problem = useSignal<{ readonly text: string; readonly remedy: string } | undefined>(undefined);
  const send = async (): Promise<void> => {
    if (isSending.value) return;
    isSending.value = true;
    problem.value = undefined;
    try {
      const answer = await askApi<SampleAnswer>(`/api/sources/${encodeURIComponent(source)}/sample`, {
        body: {},
      });
      if (!answer.sent) problem.value = { text: answer.reason, remedy: answer.remedy ?? "" };
      else if (answer.status >= 300)
        problem.value = { text: `The bridge answered ${answer.status}.`, remedy: "The list says why." };
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      problem.value = { text: error.message, remedy: error.remedy };
    }
    isSending.value = false;
  };
  return (
    <>
      <Button kind="primary" onClick={send} refused={writeRefused.value}>
        Send a sample to {source}
      </Button>
      {problem.value && (
        <Note kind="bad" title={problem.value.text} alert>
          <p>{problem.value.remedy}</p>
        </Note>
      )}
    </>
  );
}

function Ways({ sources }: { readonly sources: readonly SourceRow[] }) {
  const first = sources.find(({ secrets = 1 }) => secrets > 0) ?? sources[0];
  if (!first)
    return (
      <>
        <p>bridge.config.ts has no source. The first one takes a command:</p>
        <CopyLine text="npx hookbridge add" what="the command" />
      </>
    );
  return (
    <ol class="ways steps">
      <li>
        <span class="no">1</span>
        <div class="body">
          <h3>Send a signed sample</h3>
          <p class="muted">
            A recorded request of {first.provider.name}, signed now with your secret. It takes a second and
            needs no account.
          </p>
          <div class="filters">
            <SendSample source={first.name} />
            <Button href="/sources">Another source</Button>
          </div>
        </div>
      </li>
      <li>
        <span class="no">2</span>
        <div class="body">
          <h3>Or from the terminal</h3>
          <CopyLine text={bridgeCommandLine(`send ${first.name}`)} what="the command" />
        </div>
      </li>
      <li>
        <span class="no">3</span>
        <div class="body">
          <h3>Or connect a vendor</h3>
          <p>
            {plural(sources.length, "source")} in bridge.config.ts:{" "}
            {sources.map(({ name }, index) => (
              <span key={name}>
                {index > 0 && ", "}
                <Link href={`/sources/${encodeURIComponent(name)}`}>{name}</Link>
              </span>
            ))}
          </p>
        </div>
      </li>
    </ol>
  );
}

/** What a bridge shows to which nothing has come yet: three ways to the first webhook. */
export function EmptyStream() {
  const { value, failure } = useLoaded("/api/sources", askSourceRows);
  return (
    <section class="panel" aria-label="First steps">
      <Empty title="No webhook has come yet">
        <p>
          Every request to a source's URL shows here as it happens: accepted, refused with its reason, or
          answered as a handshake.
        </p>
        {value && <Ways sources={value} />}
        {failure && (
          <Note kind="bad" title={failure.message}>
            <p>{failure.remedy}</p>
          </Note>
        )}
      </Empty>
    </section>
  );
}
