import { existsSync, readFileSync } from "node:fs";
import { BridgeError } from "../../../core/errors.ts";
import { child, type Json, parseJson } from "../../../core/json/json.ts";

/** A state machine, as far as it can be read from its definition. */
export interface StateMachineFile {
  /** Names of its Task states. */
  readonly tasks: readonly string[];
}

const entriesIn = (value: Json | undefined): readonly (readonly [string, Json])[] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** All states with their names, those within Map and Parallel states too. */
function statesOf(machine: Json | undefined): readonly (readonly [name: string, state: Json])[] {
  return entriesIn(child(machine, "States")).flatMap(([name, state]) => {
    const branches = entriesIn(child(state, "Branches")).map(([, branch]) => branch);
    const within = [...branches, child(state, "ItemProcessor"), child(state, "Iterator")];
    return [[name, state] as const, ...within.flatMap((one) => statesOf(one))];
  });
}

function refuseDefinition(file: string, what: string, remedy: string): never {
  throw new BridgeError("config-invalid", `${file} ${what}`, remedy);
}

/** Reads a definition that can run here. @throws BridgeError `config-invalid` */
export function readStateMachine(file: string): StateMachineFile {
  if (!existsSync(file))
    return refuseDefinition(file, "does not exist.", "Write it, or correct its name in bridge.config.ts.");
  const value = parseJson(readFileSync(file, "utf8"))?.value;
  if (child(value, "States") === undefined)
    return refuseDefinition(file, "is no state machine in JSON.", "Write it in the Amazon States Language.");
  const states = statesOf(value);
  const isJsonata = [value, ...states.map(([, state]) => state)].some(
    (one) => child(one, "QueryLanguage") === "JSONata",
  );
  if (isJsonata)
    return refuseDefinition(
      file,
      "is written in JSONata, which the local state machines can't run.",
      "Write it in JSONPath to run it here, or try it in AWS.",
    );
  return { tasks: states.filter(([, state]) => child(state, "Type") === "Task").map(([name]) => name) };
}
