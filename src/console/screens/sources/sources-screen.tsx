import type { SourceRow } from "../../../operate/state.ts";
import { askSourceRows } from "../../api/source-rows.ts";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Empty, FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { CopyButton, CopyLine } from "../../parts/controls/copy-line.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { PlainTable, type TableRow } from "../../parts/tables/plain-table.tsx";
import { Moment } from "../../parts/text/moment.tsx";
import { count, plural } from "../../parts/text/numbers.ts";
import { isSameDay } from "../../parts/text/times.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { bridgePlace } from "../../shell/bridge-place.ts";
import { now } from "../../shell/now.ts";
import { useSourceNews } from "../source/use-source-news.ts";
import { conditionWord, secretsWord } from "./source-words.ts";

function rowOf(source: SourceRow): TableRow {
  const { name, condition, provider, bus, lastAccepted, lastHour, secrets } = source;
  const missing = secrets === 0 && condition === "no-secret";
  return {
    key: name,
    cells: [
      <Outcome key="state" outcome={condition} word={conditionWord(source, now.value)} />,
      <Link key="name" class="row" href={`/sources/${encodeURIComponent(name)}`}>
        <b>{name}</b>
      </Link>,
      provider.name,
      <span key="bus" class="muted">
        {bus ?? "by event"}
      </span>,
      lastAccepted ? (
        <Moment key="last" at={lastAccepted.at} full={!isSameDay(lastAccepted.at, now.value)} />
      ) : (
        "never"
      ),
      lastHour ? count(lastHour.accepted) : "–",
      <span key="secrets" class={missing ? "bad" : ""}>
        {secretsWord(source)}
      </span>,
    ],
  };
}

/** The configuration has no source: the first step. */
function NoSource() {
  return (
    <Panel title="Sources" bare>
      <Empty title="No source yet">
        <p>
          A source is one vendor that sends webhooks here. This adds one, with its URL and its vendor's steps.
        </p>
        <CopyLine text="npx hookbridge add github" what="the command" />
        <p class="muted">
          <code>npx hookbridge providers</code> lists the vendors that are known.
        </p>
      </Empty>
    </Panel>
  );
}

/** All sources and what each is doing. */
export function SourcesScreen() {
  const { value: sources, failure, slow, reload } = useLoaded("sources", askSourceRows);
  useSourceNews(undefined, reload);
  return (
    <>
      <PageHead
        title="Sources"
        meta={sources && `${plural(sources.length, "source")} in bridge.config.ts`}
        actions={
          sources &&
          sources.length > 0 && (
            <CopyButton
              text={sources.map(({ name, url }) => `${name}\t${url}`).join("\n")}
              label="Copy all URLs"
              what="all URLs"
              small={false}
            />
          )
        }
      />
      {failure && <FailureNote failure={failure} retry={reload} />}
      {sources === undefined ? (
        !failure && slow && <Skeleton rows={6} />
      ) : sources.length === 0 ? (
        <NoSource />
      ) : (
        <>
          <Panel title="What each is doing" bare>
            <PlainTable
              label="Sources"
              columns={[
                { label: "State", place: 3, nowrap: true },
                { label: "Source", place: 1 },
                { label: "Provider", place: 4 },
                { label: "Bus", place: 0 },
                { label: "Last delivery", place: 2 },
                { label: "Last hour", place: 0, number: true },
                { label: "Secrets", place: 0, number: true },
              ]}
              rows={sources.map(rowOf)}
            />
          </Panel>
          {bridgePlace.value?.kind === "local" && (
            <Panel title="Add a source">
              <div class="stack near">
                <p class="muted">
                  One more vendor, with its URL and its steps. Start the bridge again afterwards.
                </p>
                <CopyLine text="npx hookbridge add <provider>" what="the command" />
              </div>
            </Panel>
          )}
        </>
      )}
    </>
  );
}
