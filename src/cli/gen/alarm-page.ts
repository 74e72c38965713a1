import { type BridgeConfig, defineBridge } from "../../config/define-bridge.ts";
import type { FrontDoor } from "../../config/deployment-options.ts";
import type { Provider } from "../../core/provider.ts";
import { deploymentOf } from "../../stack/deployment.ts";
import type { Look } from "../../stack/resources/monitoring/alarms/advice.ts";
import type { Alarm, Metric } from "../../stack/resources/monitoring/alarms/alarm.ts";
import { alarmsOf } from "../../stack/resources/monitoring/alarms.ts";

/** An alarm, and the deployments that have it. */
export interface DocumentedAlarm {
  readonly alarm: Alarm;
  readonly in: readonly string[];
}

const documentedDoors: readonly FrontDoor[] = [
  { kind: "http-api" },
  { kind: "function-url" },
  { kind: "load-balancer", publicUrl: "https://hooks.example.com", certificate: "", vpc: "", subnets: [] },
  { kind: "rest-api" },
  { kind: "buffer-first" },
];

/** REST APIs with an access log have other alarms, so they are named apart. */
const loggedDoors: readonly FrontDoor[] = [
  { kind: "rest-api", accessLog: true },
  { kind: "buffer-first", accessLog: true },
];

const doorName = (door: FrontDoor): string =>
  `\`${door.kind}\`${"accessLog" in door ? " with `accessLog`" : ""}`;

const doorNames = new Set([...documentedDoors, ...loggedDoors].map(doorName));

/** Deployments that together have every alarm, by what they are named in the docs. */
function documented(provider: Provider): readonly (readonly [string, readonly Alarm[]])[] {
  const firewall = { requestsPerAddress: 2_000 };
  const alarmsWith = (change: Partial<BridgeConfig<string>>): readonly Alarm[] => {
    const buses = { "acme-bus": {} };
    const sources = { "acme-source": { provider, bus: "acme-bus" } };
    return alarmsOf(deploymentOf(defineBridge({ name: "acme", buses, sources, ...change }), "stage"));
  };
  return [
    ...[...documentedDoors, ...loggedDoors].map(
      (frontDoor) => [doorName(frontDoor), alarmsWith({ deployment: { frontDoor } })] as const,
    ),
    ["a `firewall`", alarmsWith({ deployment: { frontDoor: { kind: "rest-api", firewall } } })],
    ["a source with `order`", alarmsWith({ deployment: { queue: { keepOrdered: true } } })],
    ["a bus with `forwardTo`", alarmsWith({ buses: { "acme-bus": { forwardTo: ["arn"] } } })],
    ["`encryptionKey`", alarmsWith({ deployment: { encryptionKey: "arn" } })],
    ["`alarms: { perSource: true }`", alarmsWith({ deployment: { alarms: { perSource: true } } })],
  ];
}

/** Every alarm that a deployment can have. Front doors have alarms of one name for different causes. */
export function documentedAlarms(provider: Provider): readonly DocumentedAlarm[] {
  const all = documented(provider);
  const found = new Map<string, DocumentedAlarm>();
  for (const [where, alarms] of all)
    for (const alarm of alarms) {
      const key = JSON.stringify(alarm);
      found.set(key, { alarm, in: [...(found.get(key)?.in ?? []), where] });
    }
  // The last ones have a front door, too: what all of them have comes from it, and not from what they are here for.
  return [...found.values()].map(({ alarm, in: where }) => {
    if (where.length === all.length) return { alarm, in: [] };
    // A door with a log has also what it has without, where the log changes nothing.
    const ofDoors = where.filter(
      (name) => doorNames.has(name) && !where.some((other) => name.startsWith(`${other} with`)),
    );
    return { alarm, in: ofDoors.length > 0 ? ofDoors : where };
  });
}

/** A text with the words that stand for a deployment's own names. */
const withoutNames = (text: string): string =>
  text
    .replaceAll("acme-stage-acme-bus", "<name>-<stage>-<bus>")
    .replaceAll("acme-stage", "<name>-<stage>")
    .replaceAll("AcmeDashbusBus", "<Bus>")
    .replaceAll("AcmeDashsource", "<Source>")
    .replaceAll("acme-source", "<source>")
    .replaceAll("Name=Stage,Value=stage", "Name=Stage,Value=<stage>")
    .replaceAll(/\$\{(\w+Queue)\}/g, "<URL of $1>")
    .replaceAll(/\$\{(\w+)\.Arn\}/g, "<ARN of $1>")
    .replaceAll(/\$\{(\w+)(?:\.\w+)?\}/g, "<name of $1>");

/** A metric in words; of the bridge's own, without their namespace. */
function metricText({ namespace, name, dimensions }: Metric): string {
  const full = namespace.startsWith("AWS/") ? `\`${namespace} ${name}\`` : `\`${name}\``;
  return dimensions.source === "unknown" ? `${full} of URLs that are no source's` : full;
}

/** What an alarm compares, with what, and how often. */
function conditionOf({ metrics: { m1, m2 }, expression, ...alarm }: Alarm): string {
  const { threshold = 0, periodSeconds = 300, periods = 1, periodsAbove = periods } = alarm;
  const minutes = periodSeconds / 60;
  const period = minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
  const times = periods === 1 ? "" : `, ${periodsAbove} of ${periods} times`;
  const names = [m1, ...(m2 ? [m2] : [])].map(metricText).join(" and ");
  const compared = expression ? `\`${expression}\` of ${names}` : `${m1.statistic} of ${names}`;
  return `${compared} over ${threshold.toLocaleString("en-US")} in ${period}${times}`;
}

/** Dollars a month, at 0.10 for each metric that a standard alarm reads. */
const priceOf = ({ metrics }: Alarm): string => (Object.keys(metrics).length * 0.1).toFixed(2);

/** Prose in Markdown: what is in angle brackets would be taken for HTML outside of code. */
const prose = (text: string): string =>
  withoutNames(text)
    .split("`")
    .map((part, index) => (index % 2 === 0 ? part.replaceAll(/<[^>]+>/g, "`$&`") : part))
    .join("`")
    .replaceAll(/docs\/errors\.md(#[\w-]+)?/g, "[errors.md](errors.md$1)");

const headingOf = ({ alarm, in: where }: DocumentedAlarm): string => {
  const ofDoor = where.length > 0 && where.every((name) => doorNames.has(name));
  return `\`${withoutNames(alarm.id)}\`${ofDoor ? ` behind ${where.join(", ")}` : ""}`;
};

const lookOf = (look: Look): string =>
  "query" in look
    ? `In the log group \`${withoutNames(look.log)}\`:\n\n\`\`\`\n${withoutNames(look.query).replaceAll(" | ", "\n| ")}\n\`\`\``
    : `Run:\n\n\`\`\`sh\n${withoutNames(look.command)}\n\`\`\``;

function section({ alarm, in: where }: DocumentedAlarm): string {
  return [
    `### ${headingOf({ alarm, in: where })}`,
    `${prose(alarm.what)}.`,
    `- **Likeliest cause**: ${alarm.cause}.`,
    `- **What to do**: ${prose(alarm.remedy)}.`,
    `- **What it does not see**: ${alarm.blindSpot}.`,
    lookOf(alarm.look),
  ]
    .join("\n\n")
    .replaceAll(".\n\n- ", ".\n- ")
    .replace(".\n- **Likeliest", ".\n\n- **Likeliest");
}

/** The table and the sections of docs/alarms.md. */
export function alarmPage(provider: Provider): string {
  const alarms = documentedAlarms(provider);
  const rows = alarms.map(({ alarm, in: where }) => {
    const id = `\`${withoutNames(alarm.id)}\``;
    return `| ${id} | ${where.join(", ") || "always"} | ${conditionOf(alarm)} | ${priceOf(alarm)} |`;
  });
  return [
    "| alarm | there with | goes off at | $ a month |",
    "|---|---|---|---|",
    ...rows,
    "",
    alarms.map(section).join("\n\n"),
  ].join("\n");
}
