import { existsSync } from "node:fs";
import type { RequestRow } from "../../operate/requests.ts";
import type { SourceDetail, SourceRow } from "../../operate/state.ts";
import { paintOf } from "../lists/outcome-paint.ts";
import { spelled } from "../program/bridge-command.ts";
import type { BridgeFlags } from "../program/connect.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { showAge, showTime } from "../text/show-time.ts";
import { type TableCell, textFacts, textTable } from "../text/text-table.ts";
import { knownSource } from "./known-source.ts";

/** A stage's own configuration says which bus a source has, and is not at hand everywhere. */
const unnamedBus = ({ stage, config }: BridgeFlags): string =>
  stage !== undefined && !existsSync(config) ? "(not known here)" : "(by event)";

function secretCell(secrets: number | undefined): TableCell {
  if (secrets === undefined) return { text: "unknown", paint: "quiet" };
  return secrets === 0 ? { text: "missing", paint: "bad" } : secrets === 1 ? "set" : `${secrets} set`;
}

const refusalText = ({ at, reason, code, id }: RequestRow, now: number): string =>
  `${reason ?? code ?? "refused"} ${showAge(at, now)} (${id})`;

function sourceCells(source: SourceRow, unnamed: string, now: number): readonly TableCell[] {
  const { name, bus, url, condition, secrets, lastAccepted, lastRefused } = source;
  return [
    name,
    { text: condition, paint: paintOf(condition) },
    bus ?? unnamed,
    secretCell(secrets),
    lastAccepted ? showAge(lastAccepted.at, now) : { text: "none", paint: "quiet" },
    lastRefused ? { text: refusalText(lastRefused, now), paint: "bad" } : { text: "none", paint: "quiet" },
    url,
  ];
}

const head = ["SOURCE", "STATE", "BUS", "SECRET", "LAST DELIVERY", "LAST REFUSAL", "URL"];

/** The next command for the first source that needs one. A deployed bridge keeps no bytes to explain: its log has the reason. */
function adviceFor(sources: readonly SourceRow[], stage: string | undefined): string | undefined {
  const of = (words: string): string => spelled(stage === undefined ? words : `${words} --stage ${stage}`);
  const refused = sources.find(({ condition }) => condition === "refused");
  if (refused?.lastRefused) {
    const { id } = refused.lastRefused;
    return `Why it was refused: ${of(stage === undefined ? `explain ${id}` : `deliveries show ${id}`)}`;
  }
  const bare = sources.find(({ condition }) => condition === "no-secret");
  if (bare) return `Set the secret: ${of(`secrets set ${bare.name}`)}`;
  const waiting = sources.find(({ condition }) => condition === "waiting-for-first");
  return waiting && `What to do at its vendor: ${of(`sources ${waiting.name}`)}`;
}

/** Prints all sources. */
export const printSources = (flags: BridgeFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const sources = await bridge.sources();
    if (flags.json) {
      printJson(sources);
      return;
    }
    const now = Date.now();
    printData(
      textTable(
        head,
        sources.map((source) => sourceCells(source, unnamedBus(flags), now)),
      ),
    );
    const advice = adviceFor(sources, flags.stage);
    if (advice !== undefined) printNote(advice);
  });

const lastText = (row: RequestRow | undefined): string | undefined =>
  row && `${showTime(row.at)} UTC, ${row.id}`;

function detailText(source: SourceDetail, unnamed: string): string {
  const { name, provider, condition, lastRefused, lastHour } = source;
  const facts = textFacts([
    ["state", { text: condition, paint: paintOf(condition) }],
    ["url", source.url],
    ["bus", source.bus ?? unnamed],
    ["secret", secretCell(source.secrets)],
    ["signature", source.signature.join("; ")],
    ["answer within", source.deadlineSeconds === undefined ? undefined : `${source.deadlineSeconds} s`],
    ["accepts", source.accept?.join(", ")],
    ["redacts", source.redact?.join(", ")],
    ["last hour", lastHour && `${lastHour.accepted} accepted, ${lastHour.refused} refused`],
    ["last delivery", lastText(source.lastAccepted) ?? "none"],
    ["last refusal", lastText(lastRefused) ?? "none"],
    ["reason", lastRefused?.reason ?? lastRefused?.code],
    ["found", lastRefused?.detail],
    ["next", lastRefused?.remedy],
    ["to send", source.samples.map(({ event }) => event).join(", ")],
  ]);
  const steps = source.steps.map((step, index) => `  ${index + 1}. ${step}`);
  return [
    `${name}: ${provider.name}`,
    facts,
    ...(steps.length > 0 ? [`In the console of ${provider.name}`, ...steps] : []),
  ].join("\n");
}

/** Prints one source. */
export const printSource = (name: string, flags: BridgeFlags): Promise<void> =>
  withBridge({ flags }, async (bridge) => {
    const source = await knownSource(bridge, name);
    if (flags.json) printJson(source);
    else printData(detailText(source, unnamedBus(flags)));
  });
