import { catalogueEvents, noKnownEvents } from "../../config/known-events/known-events.ts";
import { type EventWords, eventWords } from "../../operate/catalogue/event-words.ts";
import { type ProviderFacts, providerFacts } from "../../operate/catalogue/provider-facts.ts";
import { type RecordedEvent, recordedEvent } from "../../operate/catalogue/recorded-event.ts";
import { shownEvent } from "../../operate/catalogue/shown-event.ts";
import { strongestWitness } from "../../operate/catalogue/strongest-witness.ts";
import { readFixtures } from "../../recorded/fixtures.ts";
import { catalogueRequests } from "../../recorded/request-files.ts";
import { spelled } from "../program/bridge-command.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { wantedProvider } from "./wanted-provider.ts";

/** A line with its label, or several below each other; none where there is nothing to say. */
const labelledLines = (label: string, ...texts: readonly (string | undefined)[]): readonly string[] =>
  texts
    .filter((text) => text !== undefined && text !== "")
    .map((text, at) => `  ${(at === 0 ? label : "").padEnd(12)} ${text}`);

function setupLines({ where, secret, id }: ProviderFacts): readonly string[] {
  const { origin, note, form, roles } = secret;
  return [
    "SET IT UP",
    ...labelledLines("where", where),
    ...labelledLines("url", `<your bridge>/hooks/${id}`),
    ...labelledLines("secret", `${origin}${form === undefined ? "" : `; it ${form}`}`),
    ...labelledLines("roles", roles.join(", ")),
    ...labelledLines("note", note),
  ];
}

function checkLines(facts: ProviderFacts): readonly string[] {
  const { methods, deadlineSeconds } = facts;
  return [
    "WHAT IS CHECKED",
    ...labelledLines("verified by", ...facts.verifiedBy),
    ...labelledLines("evidence", facts.evidence),
    ...labelledLines("methods", methods.join() === "POST" ? undefined : methods.join(", ")),
    ...labelledLines("deadline", deadlineSeconds === undefined ? "not said" : `${deadlineSeconds} s`),
    ...labelledLines("answer", ...facts.answeredWith),
    ...labelledLines("tries again", facts.triesAgain),
    ...labelledLines("handshakes", ...facts.handshakes),
  ];
}

function eventNameLines({ count, whole, groups, byContent }: EventWords): readonly string[] {
  if (count === 0) return [];
  return [
    `EVENTS (${count} ${count === 1 ? "name" : "names"}${whole ? ", all that there are" : " that are known; others are published too"})`,
    ...groups.flatMap(({ words, names }) => [`  ${words ?? "without words"}: ${names.join(", ")}`]),
    ...(byContent.length > 0 ? [`  by its content, a delivery can also be: ${byContent.join(", ")}`] : []),
  ];
}

const sampleLines = (sample: RecordedEvent | undefined): readonly string[] =>
  sample
    ? [
        `AN EVENT (of the recorded request ${sample.name}, shortened)`,
        ...shownEvent(sample)
          .split("\n")
          .map((line) => `  ${line}`),
      ]
    : [];

/** What `provider <id> --json` has: everything that the text has, and the whole event. */
const providerJson = (
  facts: ProviderFacts,
  events: EventWords,
  sample: RecordedEvent | undefined,
): object => ({
  ...facts,
  events,
  sample:
    sample === undefined
      ? null
      : {
          request: sample.name,
          source: sample.event.eventSource,
          detailType: sample.event.detailType,
          detail: JSON.parse(sample.detail) as unknown,
        },
});

/** Prints what is known of a provider. */
export async function showProvider(id: string, json: boolean): Promise<void> {
  const provider = wantedProvider(id);
  const folder = catalogueRequests(provider.id);
  const { fixtures } = readFixtures(folder);
  const facts = providerFacts(provider, strongestWitness(fixtures.map(({ witness }) => witness)));
  const events = eventWords(provider, catalogueEvents()[provider.id] ?? noKnownEvents);
  const sample = await recordedEvent(provider, folder);
  if (json) {
    printJson(providerJson(facts, events, sample));
    return;
  }
  const parts = [
    [`${facts.name} (${[facts.id, ...(provider.aliases ?? [])].join(", ")}) · ${facts.category}`, facts.docs],
    setupLines(facts),
    ["CONFIGURATION", ...facts.configuration.split("\n").map((line) => (line === "" ? "" : `  ${line}`))],
    checkLines(facts),
    eventNameLines(events),
    sampleLines(sample),
  ].filter((lines) => lines.length > 0);
  printData(parts.map((lines) => lines.join("\n")).join("\n\n"));
  printNote(`\nAdd it to bridge.config.ts: ${spelled(`add ${facts.id}`)}`);
}
