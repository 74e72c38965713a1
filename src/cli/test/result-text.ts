import type { BusEntry } from "../../core/event.ts";
import type { ProviderResult } from "./test-own-providers.ts";
import type { SourceResult } from "./test-source.ts";

/** An event as EventBridge gives it to the targets of rules, as far as it does not depend on an account. */
export function eventShown({ bus, eventSource, detailType, time, detail }: BusEntry): object {
  return {
    bus,
    source: eventSource,
    "detail-type": detailType,
    time: `${time.toISOString().slice(0, 19)}Z`,
    detail: JSON.parse(detail),
  };
}

/** The longest payload that is shown whole. */
const mostOfPayload = 300;

/** The event in lines, its payload cut. `--json` has it whole. */
function eventLines(entry: BusEntry): readonly string[] {
  const event = eventShown(entry) as { readonly detail: Readonly<Record<string, unknown>> };
  const { data, ...attributes } = event.detail;
  const text = data === undefined ? undefined : JSON.stringify(data);
  const shown = text === undefined || text.length <= mostOfPayload ? data : "…";
  const detail = { ...attributes, ...(shown !== undefined && { data: shown }) };
  const cut =
    text !== undefined && text.length > mostOfPayload
      ? `${text.slice(0, mostOfPayload)}… (${text.length} characters)`
      : "";
  return JSON.stringify({ ...event, detail }, undefined, 2)
    .replace(/"data": "…"/, () => `"data": ${cut}`)
    .split("\n")
    .map((line) => `    ${line}`);
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;

/** One source in lines: how it does, its first event, what is wrong. */
export function resultLines(result: SourceResult): readonly string[] {
  const { source, provider, requests, recorded, buses, dropped, event, failures, notes } = result;
  const mark = failures.length > 0 ? "FAIL" : requests === 0 ? "skip" : "ok";
  const places = Object.entries(buses).map(([bus, number]) => `${count(number, "event")} on ${bus}`);
  const all = [...places, ...(dropped > 0 ? [`${dropped} dropped by \`accept\``] : [])].join(", ");
  const sent = `${count(requests, recorded ? "recorded request" : "made request")}: ${all || "no event"}`;
  return [
    `${mark.padEnd(4)} ${source} (${provider}): ${sent}`,
    ...failures.map((failure) => `     wrong: ${failure}`),
    ...notes.map((note) => `     note: ${note}`),
    ...(event ? eventLines(event) : []),
  ];
}

/** A provider of the project's own in lines: how it keeps the contract, and what it does not keep. */
export function providerLines({ file, passed, failures }: ProviderResult): readonly string[] {
  const mark = failures.length > 0 ? "FAIL" : "ok  ";
  return [
    `${mark} ${file}: ${passed} checks passed, ${failures.length} failed`,
    ...failures.flatMap((failure) =>
      failure.split("\n").map((line, index) => `     ${index === 0 ? "wrong: " : "  "}${line}`),
    ),
  ];
}
