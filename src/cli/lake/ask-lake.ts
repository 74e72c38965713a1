import { existsSync, readFileSync } from "node:fs";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import type { LakeQuestion, LakeRows } from "../../operate/lake/lake-rows.ts";
import { queryValues } from "../../operate/lake/query-values.ts";
import { type LakeQuery, lakeQueries } from "../../stack/lake/lake-queries.ts";
import { spelled } from "../program/bridge-command.ts";
import { type BridgeFlags, refuseStageFlags } from "../program/connect.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { listenForEnd } from "../program/listen-for-end.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { textTable } from "../text/text-table.ts";

/** Flags of `lake`. */
export interface LakeFlags extends BridgeFlags {
  readonly bus?: string;
  readonly set?: readonly string[];
  readonly file?: string;
  readonly show: boolean;
}

/** Prints the saved queries. */
export function listQueries({ json }: LakeFlags): void {
  const queries = [...lakeQueries().values()];
  if (json) printJson(queries.map(({ name, summary, parameters }) => ({ name, summary, parameters })));
  else
    printData(
      textTable(
        ["query", "what it answers", "values"],
        queries.map(({ name, summary, parameters }) => [
          name,
          summary,
          parameters.map((one) => `${one.name} (${one.what})`).join("; "),
        ]),
      ),
    );
}

function savedQuery(name: string): LakeQuery {
  const queries = lakeQueries();
  const query = queries.get(name);
  if (query) return query;
  const [near] = similarNames(name, [...queries.keys()]);
  throw new BridgeError(
    "wrong-use",
    `There is no saved query "${name}".${near === undefined ? "" : ` The nearest is "${near}".`}`,
    `${spelled("lake")} lists them; --file takes one of your own.`,
  );
}

/** The values of `--set`, by name. */
function givenValues(set: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(
    set.map((text) => {
      const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
      if (name !== undefined && value !== undefined) return [name, value];
      throw new BridgeError(
        "wrong-use",
        `--set ${text} has no name and value.`,
        "Write --set since=2026-11-01.",
      );
    }),
  );
}

function questionOf(name: string | undefined, { file, set }: LakeFlags): LakeQuestion {
  if (file === undefined) {
    const query = savedQuery(name ?? "");
    return { sql: query.sql, values: queryValues(query, givenValues(set), Date.now()) };
  }
  if (name !== undefined)
    throw new BridgeError("wrong-use", "The query is given twice.", "Leave out its name or --file.");
  if (!existsSync(file)) throw new BridgeError("wrong-use", `There is no file ${file}.`, "Check its path.");
  // A query of one's own has its values in the order of its question marks.
  return { sql: readFileSync(file, "utf8"), values: [...givenValues(set).values()] };
}

/** The bus that is asked: the named one, or the only one. */
function lakeBus(named: string | undefined, lakes: readonly string[], none: string): string {
  const [only, ...others] = lakes;
  if (named === undefined && only !== undefined && others.length === 0) return only;
  if (named !== undefined && lakes.includes(named)) return named;
  if (only === undefined) throw new BridgeError("wrong-use", "No bus has a lake.", none);
  throw new BridgeError(
    "wrong-use",
    named === undefined ? "Several buses have a lake." : `The bus "${named}" has no lake.`,
    `Name one: ${lakes.map((bus) => `--bus ${bus}`).join(", ")}`,
  );
}

async function askOnThisMachine({ dataDir, bus }: LakeFlags, question: LakeQuestion): Promise<LakeRows> {
  const { askLocalLake, localLakes } = await import("../../operate/lake/local-lake.ts");
  const remedy = `Give a bus one in bridge.config.ts, lake: { days: 30 }, and ${spelled("start")} the bridge.`;
  const chosen = lakeBus(bus, localLakes(dataDir), remedy);
  return askLocalLake({ dataDirectory: dataDir, bus: chosen, project: "." }, question);
}

async function configOf({ config }: LakeFlags): Promise<Bridge> {
  const { loadBridge } = await import("../../stack/bundle/load-bridge.ts");
  return loadBridge(config);
}

async function askStage(stage: string, flags: LakeFlags, question: LakeQuestion): Promise<LakeRows> {
  const [{ deploymentOf }, { lakesOf }, { openAthena }, { stageRegion }] = await Promise.all([
    import("../../stack/deployment.ts"),
    import("../../stack/lake/lake-names.ts"),
    import("../../operate/deployed/lake/open-athena.ts"),
    import("../program/stage-region.ts"),
  ]);
  const bridge = await configOf(flags);
  const lakes = lakesOf(deploymentOf({ ...bridge, name: flags.name ?? bridge.name }, stage));
  const names = lakes.map(({ bus }) => bus);
  const bus = lakeBus(
    flags.bus,
    names,
    `Give a bus one in ${flags.config}, lake: { days: 730 }, and deploy.`,
  );
  const lake = lakes.find((one) => one.bus === bus);
  const region = stageRegion(flags.region);
  const { askAthena, athenaClient } = await openAthena();
  const client = athenaClient({
    ...(region !== undefined && { region }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
  });
  const { signal, stop } = listenForEnd();
  const asking = askAthena(client, lake ?? { database: "", workgroup: "" }, question, signal);
  const { scannedBytes, ...rows } = await asking
    .catch((error: unknown) => {
      if (signal.aborted) process.exit(exitCodes.interrupted);
      throw error;
    })
    .finally(stop);
  printNote(`Athena read ${scannedBytes} bytes of ${lake?.database}.`);
  return rows;
}

function printRows({ columns, rows }: LakeRows, json: boolean): void {
  if (json)
    printJson(rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null]))));
  else if (rows.length === 0) printNote("No events match.");
  else
    printData(
      textTable(
        columns,
        rows.map((row) => row.map((cell) => cell ?? "")),
      ),
    );
}

/** Runs a query, and prints what it gives. */
export async function askLake(name: string | undefined, flags: LakeFlags): Promise<void> {
  const { stage, show, json } = flags;
  refuseStageFlags(flags);
  if (show && name !== undefined) printData(savedQuery(name).sql);
  else {
    const question = questionOf(name, flags);
    const asked = stage === undefined ? askOnThisMachine(flags, question) : askStage(stage, flags, question);
    printRows(await asked, json);
  }
}
