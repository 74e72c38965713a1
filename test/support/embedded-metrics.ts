/** The rules of CloudWatch's embedded metric format, from AWS's specification and its JSON schema: "Specification: Embedded metric format". */

type Members = Readonly<Record<string, unknown>>;

const units = new Set([
  ...["Seconds", "Microseconds", "Milliseconds", "Percent", "Count", "None", "Count/Second"],
  ...["Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"].flatMap((unit) => [
    unit,
    `${unit}/Second`,
  ]),
  ...["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits"].flatMap((unit) => [unit, `${unit}/Second`]),
]);

const isText = (value: unknown, longest: number): value is string =>
  typeof value === "string" && value.length >= 1 && value.length <= longest;

const listIn = (object: Members, name: string): readonly Members[] =>
  Array.isArray(object[name]) ? object[name] : [];

const unknownMembers = (object: Members, known: readonly string[]): readonly string[] =>
  Object.keys(object)
    .filter((name) => !known.includes(name))
    .map((name) => `unknown member ${name}`);

/** A metric's value: a number, or up to 100 of them. */
const isValue = (value: unknown): boolean =>
  Array.isArray(value) ? value.length <= 100 && value.every(Number.isFinite) : Number.isFinite(value);

function dimensionFaults(line: Members, directive: Members): readonly string[] {
  const sets = directive.Dimensions;
  if (!Array.isArray(sets) || sets.length === 0) return ["no dimension sets"];
  return sets.flatMap((set) => {
    if (!Array.isArray(set) || set.length > 30) return ["a dimension set is no list of up to 30 names"];
    return set.flatMap((name) => [
      ...(isText(name, 250) ? [] : ["the name of a dimension is no text of up to 250 characters"]),
      ...(isText(line[String(name)], 1_024) ? [] : [`the dimension ${name} is no text in the line`]),
    ]);
  });
}

function definitionFaults(line: Members, directive: Members): readonly string[] {
  const metrics = listIn(directive, "Metrics");
  if (metrics.length === 0 || metrics.length > 100) return [`${metrics.length} metrics`];
  return metrics.flatMap((metric) => [
    ...unknownMembers(metric, ["Name", "Unit", "StorageResolution"]),
    ...(isText(metric.Name, 1_024) ? [] : ["a metric without a name"]),
    ...(metric.Unit === undefined || units.has(String(metric.Unit)) ? [] : [`no unit: ${metric.Unit}`]),
    ...(isValue(line[String(metric.Name)]) ? [] : [`the metric ${metric.Name} has no number in the line`]),
  ]);
}

/** What is wrong with a log line as embedded metrics. @param now Unix milliseconds: CloudWatch takes two weeks back and two hours ahead */
export function embeddedMetricFaults(text: string, now: number): readonly string[] {
  if (Buffer.byteLength(text) > 256 * 1_024) return ["longer than 256 KiB"];
  const line: Members = JSON.parse(text);
  const metadata = (line._aws ?? {}) as Members;
  const { Timestamp } = metadata;
  const directives = listIn(metadata, "CloudWatchMetrics");
  const isTime =
    Number.isInteger(Timestamp) &&
    Number(Timestamp) > now - 14 * 86_400_000 &&
    Number(Timestamp) < now + 7_200_000;
  return [
    ...unknownMembers(metadata, ["Timestamp", "CloudWatchMetrics", "LogGroupName"]),
    ...(isTime ? [] : [`no time in milliseconds: ${Timestamp}`]),
    ...(directives.length > 0 ? [] : ["no metric directives"]),
    ...directives.flatMap((directive) => [
      ...unknownMembers(directive, ["Namespace", "Dimensions", "Metrics"]),
      ...(isText(directive.Namespace, 1_024) ? [] : ["no namespace"]),
      ...dimensionFaults(line, directive),
      ...definitionFaults(line, directive),
    ]),
  ];
}
