import { useState } from "preact/hooks";
import type { RequestDetail } from "../../../operate/requests.ts";
import { eventHref } from "../../api/events.ts";
import { askExplanation, askNeighbours, askRequest, type Neighbours } from "../../api/requests.ts";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Spans } from "../../parts/charts/spans.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyButton, copyText } from "../../parts/controls/copy-line.tsx";
import { saveFile } from "../../parts/controls/save-file.ts";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { Trace } from "../../parts/tables/trace.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { duration } from "../../parts/text/times.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgeCommandLine } from "../../shell/bridge-place.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, nameInPath, place, placeBefore } from "../../shell/location.ts";
import { FixtureDialog } from "./fixture-dialog.tsx";
import { EventsPanel } from "./panels/events-panel.tsx";
import { ExplainPanel } from "./panels/explain-panel.tsx";
import { RequestPanel } from "./panels/request-panel.tsx";
import { CommandPanel, FactsPanel, SameCausePanel } from "./panels/side-panels.tsx";
import { SignaturePanel } from "./panels/signature-panel.tsx";
import { TwinsPanel } from "./panels/twins-panel.tsx";
import { useRequestNews } from "./use-request-news.ts";
import { httpFile } from "./words/as-command.ts";
import { timeSpans, tracedSteps } from "./words/request-steps.ts";
import {
  commandOfRequest,
  filterOfPlace,
  isAccepted,
  listQuery,
  neighbourHref,
  outcomeShown,
  requestDuration,
  requestKind,
  requestTitle,
} from "./words/request-words.ts";

/** Newer and older, in the list that the page was opened from. */
function NeighbourButtons({ newer, older, query }: Neighbours & { readonly query: URLSearchParams }) {
  const href = (row: Neighbours["newer"]): string | undefined => row && neighbourHref(row, query);
  useKeys({
    "[": () => newer && goTo(neighbourHref(newer, query)),
    "]": () => older && goTo(neighbourHref(older, query)),
  });
  return (
    <>
      <Button href={href(newer)} refused={newer ? undefined : "This is the newest"} keyHint="[">
        Newer
      </Button>
      <Button href={href(older)} refused={older ? undefined : "This is the oldest"} keyHint="]">
        Older
      </Button>
    </>
  );
}

const listHref = (query: URLSearchParams): string => `/stream${query.size > 0 ? `?${query}` : ""}`;

function Head({
  request,
  onSave,
  onExplain,
}: {
  readonly request: RequestDetail;
  readonly onSave?: (() => void) | undefined;
  readonly onExplain?: (() => void) | undefined;
}) {
  const [fixture, showFixture] = useState(false);
  const { path } = place.value;
  const query = listQuery(place.value.query, placeBefore());
  const accepted = isAccepted(request);
  const filter = filterOfPlace(query);
  const { value: neighbours = {} } = useLoaded(`beside ${path}?${query}`, (signal) =>
    askNeighbours(request, filter, query.get("show") === "accepted", signal),
  );
  const [event] = request.events;
  const ms = accepted ? requestDuration(request) : request.ms;
  const list = listHref(query);
  useKeys({
    c: () => copyText(bridgeCommandLine(commandOfRequest(request)), "the command"),
    ...(onExplain && { e: onExplain }),
  });
  return (
    <PageHead
      crumbs={[{ label: "Stream", href: list }, { label: requestKind(request) }]}
      title={requestTitle(request)}
      meta={
        <>
          <Outcome {...outcomeShown(request)} />{" "}
          {ms !== undefined && (
            <span class="muted nowrap">
              {accepted ? "in" : "after"} {duration(ms)}
            </span>
          )}
        </>
      }
      actions={
        <>
          {onSave && <Button onClick={onSave}>Save request as .http</Button>}
          {(accepted || request.outcome === "handshake") && (
            <Button onClick={() => showFixture(true)}>Save as fixture</Button>
          )}
          <CopyButton
            text={window.location.href}
            label="Copy link"
            what="the link"
            small={false}
            keyHint="y"
          />
          {onExplain && (
            <Button onClick={onExplain} keyHint="e">
              Explain again
            </Button>
          )}
          {event && (
            <Button kind="primary" href={eventHref(event)}>
              Open event
            </Button>
          )}
          <NeighbourButtons {...neighbours} query={query} />
          {fixture && <FixtureDialog request={request} onClose={() => showFixture(false)} />}
        </>
      }
    />
  );
}

function TracePanel({ request }: { readonly request: RequestDetail }) {
  const spans = timeSpans(request);
  return (
    <Panel
      title={isAccepted(request) ? "From request to event" : "What happened"}
      aside={
        <>
          received <Moment at={request.at} precise />
        </>
      }
    >
      <div class="stack middle">
        {spans.length > 0 && <Spans spans={spans} />}
        <Trace label="Steps" steps={tracedSteps(request)} />
      </div>
    </Panel>
  );
}

function Accepted({ request }: { readonly request: RequestDetail }) {
  return (
    <div class="split">
      <div class="stack">
        <TracePanel request={request} />
        <SignaturePanel request={request} />
        <RequestPanel request={request} />
      </div>
      <div class="stack">
        <FactsPanel request={request} />
        <EventsPanel request={request} />
        <TwinsPanel request={request} />
        <CommandPanel request={request} />
      </div>
    </div>
  );
}

const saverOf = ({ id, request }: RequestDetail): (() => void) | undefined =>
  request && (() => saveFile(`${id}.http`, httpFile(request)));

function Refused({ request }: { readonly request: RequestDetail }) {
  const asked = useLoaded(`explain ${request.id}`, (signal) => askExplanation(request.id, signal));
  const onSave = saverOf(request);
  return (
    <>
      <Head request={request} onSave={onSave} onExplain={asked.reload} />
      <div class="split">
        <div class="stack">
          <ExplainPanel request={request} asked={asked} onSave={onSave} />
          <SignaturePanel request={request} />
          <RequestPanel request={request} />
        </div>
        <div class="stack">
          <TracePanel request={request} />
          <FactsPanel request={request} />
          <SameCausePanel request={request} />
          <CommandPanel request={request} />
        </div>
      </div>
    </>
  );
}

function Handshake({ request }: { readonly request: RequestDetail }) {
  return (
    <div class="split">
      <div class="stack">
        <TracePanel request={request} />
      </div>
      <div class="stack">
        <FactsPanel request={request} />
        <CommandPanel request={request} />
      </div>
    </div>
  );
}

function FoundRequest({ request }: { readonly request: RequestDetail }) {
  if (request.outcome === "refused" || request.outcome === "failed") return <Refused request={request} />;
  return (
    <>
      <Head request={request} />
      {request.outcome === "handshake" ? <Handshake request={request} /> : <Accepted request={request} />}
    </>
  );
}

/** One request: a delivery, a refusal or a handshake. */
export function RequestScreen() {
  const id = nameInPath(place.value.path);
  const asked = useLoaded(`request ${id}`, (signal) => askRequest(id, signal));
  const { value, failure, slow, reload } = asked;
  useRequestNews(value, reload);
  useKeys({
    Escape: () => goTo(listHref(listQuery(place.value.query, placeBefore()))),
    y: () => copyText(window.location.href, "the link"),
  });
  if (value)
    return (
      <>
        {failure && <FailureNote failure={failure} retry={reload} />}
        <FoundRequest request={value} />
      </>
    );
  return (
    <>
      <PageHead crumbs={[{ label: "Stream", href: "/stream" }, { label: "Request" }]} title={id} />
      {failure ? (
        <FailureNote
          failure={failure}
          retry={reload}
          others={{ href: "/stream", label: "Open the Stream" }}
        />
      ) : (
        slow && <Skeleton rows={8} />
      )}
    </>
  );
}
