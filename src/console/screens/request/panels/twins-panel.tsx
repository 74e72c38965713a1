import type { RequestDetail, TwinDelivery } from "../../../../operate/requests.ts";
import { Panel } from "../../../parts/blocks/panel.tsx";
import { Link } from "../../../parts/controls/link.tsx";
import { outcomeWord } from "../../../parts/marks/outcome.tsx";
import { PathMark } from "../../../parts/marks/path-mark.tsx";
import { CodeText } from "../../../parts/text/code-text.tsx";
import { count } from "../../../parts/text/numbers.ts";
import { duration } from "../../../parts/text/times.ts";
import { pageOfRequest } from "../words/request-words.ts";

function Twin({ twin, at }: { readonly twin: TwinDelivery; readonly at: string }) {
  const ms = Date.parse(twin.at) - Date.parse(at);
  const when = ms < 0 ? `${duration(-ms)} earlier` : `${duration(ms)} later`;
  const what = twin.outcome === "duplicate" ? "not published again" : outcomeWord(twin.outcome).toLowerCase();
  return (
    <li>
      <PathMark state={twin.outcome === "duplicate" ? "duplicate" : "published"} />
      <div>
        <Link href={pageOfRequest(twin)}>
          <span class="mono">{twin.id.slice(0, 16)}</span>
        </Link>
        <div class="fine">
          {when}, {what}
        </div>
      </div>
    </li>
  );
}

/** Deliveries with the same event, before and after, and what decides that it is the same. */
export function TwinsPanel({ request }: { readonly request: RequestDetail }) {
  const { twins, at } = request;
  if (!twins) return null;
  const all = [...twins.earlier, ...twins.later];
  return (
    <Panel
      title="Duplicates"
      aside={count(all.length)}
      bare
      footer={
        <p class="fine">
          <CodeText text={twins.key} /> Remembered for {twins.days} days. {twins.note}
        </p>
      }
    >
      {all.length > 0 && (
        <ul class="side-rows">
          {all.map((twin) => (
            <Twin key={twin.id} twin={twin} at={at} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
