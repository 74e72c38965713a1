import { useState } from "preact/hooks";
import { parseJson } from "../../../../core/json/json.ts";
import type { KeptRequest, RequestDetail } from "../../../../operate/requests.ts";
import { Panel } from "../../../parts/blocks/panel.tsx";
import { CopyButton, CopyLine } from "../../../parts/controls/copy-line.tsx";
import { TabSet } from "../../../parts/controls/tab-set.tsx";
import { JsonTree } from "../../../parts/json/json-tree.tsx";
import { bridgePlace } from "../../../shell/bridge-place.ts";
import { bodyFileName, curlCommand } from "../words/as-command.ts";

function Body({ body, encoding }: KeptRequest) {
  if (body === "") return <p class="in muted">The body is empty.</p>;
  if (encoding === "utf8" && parseJson(body)) return <JsonTree text={body} />;
  return (
    <div class="in">
      {encoding === "base64" && <p class="fine">The body is no text: it is shown in base64.</p>}
      <pre>{body}</pre>
    </div>
  );
}

function Headers({ headers }: KeptRequest) {
  return (
    <div class="in">
      <pre>{headers.map(([name, value]) => `${name}: ${value}`).join("\n")}</pre>
    </div>
  );
}

function AsCommand({ request, kept }: { readonly request: RequestDetail; readonly kept: KeptRequest }) {
  const { source, events, type } = request;
  const file = bodyFileName(events[0]?.name ?? type ?? source, kept.encoding);
  const curl = curlCommand(kept, bridgePlace.value?.url ?? window.location.origin);
  return (
    <div class="in stack middle">
      <div class="stack near">
        <p>Signed anew with the source's secret: save the body as {file} first.</p>
        <CopyLine text={`npx hookbridge send ${source} --file ${file}`} what="the command" />
      </div>
      <div class="stack near">
        <p>As it came. Its signature and secrets are shortened, so a source refuses it.</p>
        <pre class="code">{curl}</pre>
        <div class="filters">
          <CopyButton text={curl} what="the curl command" />
        </div>
      </div>
    </div>
  );
}

/** The request as it came: body, headers, as command. */
export function RequestPanel({ request }: { readonly request: RequestDetail }) {
  const [tab, choose] = useState<"body" | "headers" | "command">("body");
  const kept = request.request;
  if (!kept)
    return (
      <Panel title="Request">
        <p class="muted">
          {bridgePlace.value?.kind === "stage"
            ? "A stage keeps no bytes of a request. The payload is the event's data."
            : (request.note ?? "Its bytes are not kept.")}
        </p>
      </Panel>
    );
  return (
    <Panel title="Request" aside="kept on this machine only" bare>
      <TabSet
        label="Request"
        value={tab}
        onChoose={choose}
        tabs={[
          { name: "body", label: "Body", content: () => <Body {...kept} /> },
          { name: "headers", label: `Headers ${kept.headers.length}`, content: () => <Headers {...kept} /> },
          {
            name: "command",
            label: "As command",
            content: () => <AsCommand request={request} kept={kept} />,
          },
        ]}
      />
    </Panel>
  );
}
