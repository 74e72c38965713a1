import type { EventRecord, RuleResult } from "../../../operate/events.ts";
import type { SubscriptionRow } from "../../../operate/state.ts";
import { Panel } from "../../parts/blocks/panel.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { Outcome } from "../../parts/marks/outcome.tsx";
import { PlainTable, type TableRow } from "../../parts/tables/plain-table.tsx";
import { ruleOutcome, targetName } from "./event-words.ts";

interface RulesProps {
  readonly event: EventRecord;
  /** Undefined until they are known. */
  readonly subscriptions: readonly SubscriptionRow[] | undefined;
  readonly onLoad: (pattern: string) => void;
}

/** The first field that kept a rule from matching, or another reason. */
function WhyNot({ rule }: { readonly rule: RuleResult }) {
  if (rule.disabled) return <>The rule is disabled.</>;
  if (!rule.field) return <>{rule.why}</>;
  return (
    <>
      <code>{rule.field.field}</code> {rule.field.why}
    </>
  );
}

function RuleName({ rule, known }: { readonly rule: RuleResult; readonly known: boolean }) {
  const failures = rule.targets.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
  return (
    <>
      {known ? (
        <Link href={`/subscriptions/${encodeURIComponent(rule.rule)}`}>
          <b>{rule.rule}</b>
        </Link>
      ) : (
        <b>{rule.rule}</b>
      )}
      <div class="fine">
        {!known && <div class="mono break">{rule.arn ?? "a rule that the bridge did not make"}</div>}
        {!rule.matched && <WhyNot rule={rule} />}
        {failures.map((reason) => (
          <div class="bad" key={reason}>
            {reason}
          </div>
        ))}
      </div>
    </>
  );
}

function Targets({ rule, onLoad }: { readonly rule: RuleResult; readonly onLoad: RulesProps["onLoad"] }) {
  const { pattern } = rule;
  return (
    <>
      {rule.targets.map(({ target, attempts }) => (
        <div key={target} title={target}>
          {targetName(target)}
          {attempts !== undefined && attempts > 1 && `, ${attempts} attempts`}
        </div>
      ))}
      {pattern !== undefined && (
        <Button small label={`Load pattern of ${rule.rule}`} onClick={() => onLoad(pattern)}>
          Load pattern
        </Button>
      )}
    </>
  );
}

function otherBuses(
  { bus, forwarded = [] }: EventRecord,
  subscriptions: readonly SubscriptionRow[] = [],
): readonly TableRow[] {
  const shown = [bus, ...forwarded.map((one) => one.bus)];
  const others = subscriptions.filter((one) => !shown.includes(one.bus));
  if (others.length === 0) return [];
  const buses = [...new Set(others.map((one) => one.bus))].join(", ");
  const names = others.map(({ name }) => name).join(", ");
  return [
    {
      key: "other buses",
      cells: [
        <span class="out plain" key="word">
          Other bus
        </span>,
        <span key="names">
          {names}
          <div class="fine">on {buses}</div>
        </span>,
        null,
      ],
    },
  ];
}

/** The rules of one bus: those that matched, then the others. */
function BusRules({
  title,
  bus,
  rules,
  more = [],
  subscriptions,
  onLoad,
}: Omit<RulesProps, "event"> & {
  readonly title: string;
  readonly bus: string;
  readonly rules: readonly RuleResult[];
  readonly more?: readonly TableRow[];
}) {
  const matching = rules.filter(({ matched }) => matched);
  const ordered = [...matching, ...rules.filter(({ matched }) => !matched)];
  const known = new Set(subscriptions?.map(({ name }) => name));
  const rows = ordered.map((rule): TableRow => {
    const { outcome, word } = ruleOutcome(rule);
    return {
      key: rule.rule,
      cells: [
        <Outcome outcome={outcome} word={word} key="outcome" />,
        <RuleName rule={rule} known={known.has(rule.rule)} key="name" />,
        <Targets rule={rule} onLoad={onLoad} key="targets" />,
      ],
    };
  });
  const all = [...rows, ...more];
  return (
    <Panel
      title={title}
      aside={rules.length === 0 ? "none" : `${matching.length} of ${rules.length} matched`}
      bare
    >
      {all.length === 0 ? (
        <p class="in muted">
          No rule is on the bus {bus}. <em>Copy as subscription</em> makes an entry of{" "}
          <code>subscriptions</code> in bridge.config.ts.
        </p>
      ) : (
        <PlainTable
          label={title}
          columns={[
            { label: "Outcome", place: 3, nowrap: true },
            { label: "Rule", place: 1 },
            { label: "Target", place: 5, nowrap: true },
          ]}
          rows={all}
        />
      )}
    </Panel>
  );
}

/** Every rule of each bus that the event went over, with what became of it there, or what kept the rule from matching. */
export function RulesPanel({ event, subscriptions, onLoad }: RulesProps) {
  const { rules, bus, forwarded = [] } = event;
  if (!rules)
    return (
      <Panel title="Rules and subscriptions">
        <p class="muted">The rules of {bus} can't be read here.</p>
      </Panel>
    );
  const shared = { subscriptions, onLoad };
  return (
    <>
      <BusRules
        title="Rules and subscriptions"
        bus={bus}
        rules={rules}
        more={otherBuses(event, subscriptions)}
        {...shared}
      />
      {forwarded.map((other) => (
        <BusRules
          key={other.bus}
          title={`Forwarded to ${other.bus}`}
          bus={other.bus}
          rules={other.rules}
          {...shared}
        />
      ))}
    </>
  );
}
