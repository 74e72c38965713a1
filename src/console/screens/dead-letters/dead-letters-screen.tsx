import type { ComponentChildren } from "preact";
import { askLetterGroups, askLetters, orderLetters } from "../../api/dead-letters.ts";
import { PageHead } from "../../parts/blocks/page-head.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Empty, FailureNote, Skeleton } from "../../parts/blocks/states.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { Segmented } from "../../parts/controls/segmented.tsx";
import { plural } from "../../parts/text/numbers.ts";
import { useLoaded } from "../../parts/use/use-loaded.ts";
import { readCounts } from "../../shell/frame/rail-counts.ts";
import { useKeys } from "../../shell/keys/keys.ts";
import { goTo, place, withQuery } from "../../shell/location.ts";
import { ExportButton } from "./export-button.tsx";
import { GroupTable } from "./group-table.tsx";
import { LetterTable } from "./letter-table.tsx";
import {
  askedTitle,
  causesChosen,
  chosenFilter,
  chosenTitle,
  filterQuery,
  groupQuery,
  kindOfQueue,
  type LetterCause,
  type LetterKind,
  letterCauses,
  letterOrder,
  lettersText,
} from "./letter-words.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import { useOrder } from "./use-order.ts";

const sumOf = (groups: readonly LetterCause[]): number => groups.reduce((sum, group) => sum + group.count, 0);

/** Letters that are shown of a group; the export has all. */
const shownLetters = 100;

const noGroup = { queue: undefined, code: undefined, source: undefined };

/** The letters of the chosen cause, and the preview of their redrive beside all causes. */
function Chosen({
  groups,
  kind,
  total,
  onChange,
  children,
}: {
  readonly groups: readonly LetterCause[];
  readonly kind: LetterKind;
  /** Letters of the list that these are of. */
  readonly total: number;
  readonly onChange: () => void;
  readonly children: ComponentChildren;
}) {
  const { query } = place.value;
  const filter = chosenFilter(query);
  const key = JSON.stringify([filter, sumOf(groups)]);
  const letters = useLoaded(`letters ${key}`, (signal) =>
    askLetters({ ...filterQuery(filter), limit: shownLetters }, signal),
  );
  const preview = useLoaded(`preview ${key}`, (signal) =>
    orderLetters("redrive", letterOrder(filter, { dryRun: true }), { signal }),
  );
  const running = useOrder(onChange);
  const outlooks = preview.value?.outlook && new Map(preview.value.outlook.each.map((one) => [one.id, one]));
  const rows = letters.value?.items ?? [];
  const isPart = letters.value !== undefined && letters.value.next !== null;
  return (
    <div class="split">
      <div class="stack">
        {children}
        <Panel
          title={chosenTitle(groups) || askedTitle(query)}
          aside={`${isPart ? `the newest ${shownLetters} of ` : ""}${plural(sumOf(groups), "message")}`}
          bare
          footer={
            <span class="fine">
              {lettersText(kind)} {letters.value?.read?.note}
            </span>
          }
        >
          {letters.failure && <FailureNote failure={letters.failure} retry={letters.reload} />}
          {letters.slow && !letters.value && <Skeleton rows={3} />}
          {rows.length > 0 && <LetterTable rows={rows} outlooks={outlooks} />}
          {letters.value && rows.length === 0 && <p class="in muted">There are none of these any more.</p>}
        </Panel>
      </div>
      <PreviewPanel filter={filter} kind={kind} total={total} preview={preview} running={running} />
    </div>
  );
}

function NoLetters({ kind }: { readonly kind: LetterKind }) {
  return (
    <Panel title="By cause" bare>
      <Empty title="No dead letters">
        <p>
          {kind === "not-published"
            ? "Every delivery was published, or waits in the queue. What can never be published comes here, with its reason."
            : "Every event reached its targets, or is still tried. What EventBridge or a consumer gives up comes here."}
        </p>
      </Empty>
    </Panel>
  );
}

/** The list that is shown: the one of the chosen queue, else the one that has letters. */
function kindShown(query: URLSearchParams, counts: Readonly<Record<LetterKind, number>>): LetterKind {
  const queue = query.get("queue");
  if (queue !== null) return kindOfQueue(queue);
  const asked = query.get("show");
  if (asked === "not-delivered" || asked === "not-published") return asked;
  return counts["not-published"] === 0 && counts["not-delivered"] > 0 ? "not-delivered" : "not-published";
}

function Causes({
  groups,
  onChange,
}: {
  readonly groups: readonly LetterCause[];
  readonly onChange: () => void;
}) {
  const { query } = place.value;
  const of = (kind: LetterKind): readonly LetterCause[] =>
    groups.filter(({ queue }) => kindOfQueue(queue) === kind);
  const counts = { "not-published": sumOf(of("not-published")), "not-delivered": sumOf(of("not-delivered")) };
  const kind = kindShown(query, counts);
  const shown = of(kind);
  const isChosen = ["queue", "code", "source"].some((name) => query.has(name));
  const chosen = causesChosen(shown, query);
  const hrefOf = (group: LetterCause): string => withQuery({ ...noGroup, ...groupQuery(group) });
  const step = (by: 1 | -1): void => {
    const first = chosen[0];
    const from = first ? shown.indexOf(first) : by === 1 ? -1 : shown.length;
    const next = shown[Math.min(Math.max(from + by, 0), shown.length - 1)];
    if (next) goTo(hrefOf(next), { replace: isChosen });
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Escape: () => goTo(withQuery(noGroup)),
  });
  const causes =
    shown.length === 0 ? (
      isChosen ? null : (
        <NoLetters kind={kind} />
      )
    ) : (
      <Panel title="By cause" aside="grouped by code and source" bare>
        <GroupTable groups={shown} chosen={chosen} hrefOf={hrefOf} />
      </Panel>
    );
  return (
    <>
      <Segmented
        label="Which dead letters"
        options={[
          { value: "not-published", label: "Not published", count: counts["not-published"] },
          { value: "not-delivered", label: "Not delivered to a target", count: counts["not-delivered"] },
        ]}
        value={kind}
        onChoose={(show) => goTo(withQuery({ ...noGroup, show }))}
      />
      {isChosen ? (
        <Chosen
          key={["queue", "code", "source"].map((name) => query.get(name)).join()}
          groups={chosen}
          kind={kind}
          total={counts[kind]}
          onChange={onChange}
        >
          {causes}
        </Chosen>
      ) : (
        causes
      )}
    </>
  );
}

/** What could not be published, and what could not be delivered: by cause, with a preview before anything moves. */
export function DeadLettersScreen() {
  const { value, failure, slow, reload } = useLoaded("letter groups", askLetterGroups);
  const causes = value && letterCauses(value);
  const total = causes && sumOf(causes);
  return (
    <>
      <PageHead
        title="Dead letters"
        meta={total === undefined ? undefined : `${plural(total, "message")}, kept 14 days`}
        actions={
          <>
            <Button onClick={reload}>Look again</Button>
            <ExportButton />
          </>
        }
      />
      {failure && <FailureNote failure={failure} retry={reload} />}
      {!value && slow && (
        <Panel title="By cause" bare busy>
          <Skeleton rows={4} />
        </Panel>
      )}
      {causes && (
        <Causes
          groups={causes}
          onChange={() => {
            reload();
            void readCounts();
          }}
        />
      )}
    </>
  );
}
