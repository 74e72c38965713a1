import type { RequestDetail } from "../../../../operate/requests.ts";
import { askSameCause } from "../../../api/requests.ts";
import { type KeyValue, KeyValues } from "../../../parts/blocks/key-values.tsx";
import { Panel } from "../../../parts/blocks/panel.tsx";
import { CopyLine } from "../../../parts/controls/copy-line.tsx";
import { Link } from "../../../parts/controls/link.tsx";
import { Moment } from "../../../parts/text/moment.tsx";
import { bytes, percent, plural } from "../../../parts/text/numbers.ts";
import { duration } from "../../../parts/text/times.ts";
import { useLoaded } from "../../../parts/use/use-loaded.ts";
import { bridgeCommandLine, bridgePlace } from "../../../shell/bridge-place.ts";
import { commandOfRequest, requestKind } from "../words/request-words.ts";

function senderOf({ request }: RequestDetail): string | undefined {
  const agent = request?.headers.find(([name]) => name.toLowerCase() === "user-agent")?.[1];
  return agent && `${agent} (from its user-agent; not proved)`;
}

function answerText({ status, ms }: RequestDetail): string | undefined {
  if (status === undefined) return undefined;
  return ms === undefined ? String(status) : `${status}, ${duration(ms)}`;
}

function deadlineText({ deadlineSeconds, ms }: RequestDetail): string | undefined {
  if (deadlineSeconds === undefined) return undefined;
  const most = duration(deadlineSeconds * 1_000);
  return ms === undefined ? most : `${most}, ${percent(ms / (deadlineSeconds * 1_000))} used`;
}

function whereKept({ request, outcome }: RequestDetail): string {
  if (bridgePlace.value?.kind === "stage") return "A stage keeps no bytes of a request.";
  if (!request) return "No: only the last ones are.";
  return outcome === "refused" || outcome === "failed"
    ? "Here, among the last 200 refused requests, for a day. A stage keeps no bytes of a refused request."
    : "Here, in the memory of the running bridge.";
}

/** What is known of a request in short. */
export function FactsPanel({ request }: { readonly request: RequestDetail }) {
  const { id, source, provider, providerName, at, bytes: size, outcome } = request;
  const rows: readonly (KeyValue | undefined)[] = [
    [
      "Id",
      <span key="id" class="mono">
        {id}
      </span>,
    ],
    [
      "Source",
      source === "unknown" ? (
        "none of this name"
      ) : (
        <Link key="source" href={`/sources/${encodeURIComponent(source)}`}>
          {source}
        </Link>
      ),
    ],
    provider === undefined ? undefined : ["Provider", providerName ?? provider],
    ["Received", <Moment key="at" at={at} precise full />],
    ...[
      ["Sender", outcome === "refused" ? senderOf(request) : undefined] as const,
      ["Answer", answerText(request)] as const,
      ["Deadline", deadlineText(request)] as const,
      ["Size", size === undefined ? undefined : bytes(size)] as const,
      ["Kept", whereKept(request)] as const,
    ].map(([label, value]): KeyValue | undefined => (value === undefined ? undefined : [label, value])),
  ];
  return (
    <Panel title={requestKind(request)}>
      <KeyValues rows={rows.filter((row) => row !== undefined)} />
    </Panel>
  );
}

function SameCauseCount({ request }: { readonly request: RequestDetail }) {
  const { id, source } = request;
  const { value } = useLoaded(`same-cause ${id}`, (signal) => askSameCause(request, signal));
  if (!value) return null;
  return (
    <p>
      {value.total === null ? "More requests than could be counted" : plural(value.total, "request")} at{" "}
      {source}
      {value.first && (
        <>
          , first <Moment at={value.first.at} />
        </>
      )}
      .
    </p>
  );
}

/** Refusals of the same reason, in the hour up to this one. A stage's explanation has their number: its logs are not read again for it. */
export function SameCausePanel({ request }: { readonly request: RequestDetail }) {
  const { source, reason, code, at } = request;
  const from = new Date(Date.parse(at) - 3_600_000).toISOString();
  const query = new URLSearchParams({ show: "refused", source, reason: reason ?? code ?? "", from, to: at });
  return (
    <Panel title="The same cause" aside="in the hour before">
      {bridgePlace.value?.kind !== "stage" && <SameCauseCount request={request} />}
      <p>
        <Link href={`/stream?${query}`}>Show them</Link>
      </p>
    </Panel>
  );
}

/** The same on the command line. */
export function CommandPanel({ request }: { readonly request: RequestDetail }) {
  return (
    <Panel title="On the command line">
      <CopyLine text={bridgeCommandLine(commandOfRequest(request))} what="the command" />
    </Panel>
  );
}
