import { pageOf, requiredText, structureList, textList } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import { busExists, existingBus } from "../buses.ts";
import { limitExceeded } from "../quotas.ts";
import { existingRule } from "../rules.ts";
import { bindOperations, type OperationEntries, type Service, settingsOf, transaction } from "../store.ts";
import { checkTargets } from "./target-checks.ts";

const maximumTargets = 5;

/** Bus and name of the existing rule that an input names. */
function namedRule(service: Service, input: Input): readonly [bus: string, rule: string] {
  const bus = existingBus(service, input, "EventBusName");
  const rule = requiredText(input, "Rule");
  existingRule(service, bus, rule);
  return [bus, rule];
}

function putTargets(service: Service, input: Input): object {
  const { database } = service;
  const [bus, rule] = namedRule(service, input);
  const targets = structureList(input, "Targets");
  checkTargets(targets, (name) => busExists(service, name));
  transaction(database, () => {
    for (const target of targets) {
      const statement = database.prepare("INSERT OR REPLACE INTO targets VALUES (?, ?, ?, ?)");
      statement.run(bus, rule, requiredText(target, "Id"), JSON.stringify(target));
    }
    const all = database.prepare("SELECT id FROM targets WHERE bus = ? AND rule = ?").all(bus, rule);
    if (all.length > maximumTargets) {
      throw limitExceeded();
    }
  });
  return { FailedEntryCount: 0, FailedEntries: [] };
}

function removeTargets(service: Service, input: Input): object {
  const [bus, rule] = namedRule(service, input);
  const missing = textList(input, "Ids").filter((id) => {
    const statement = service.database.prepare("DELETE FROM targets WHERE bus = ? AND rule = ? AND id = ?");
    return statement.run(bus, rule, id).changes === 0;
  });
  const failures = missing.map((id) => ({
    TargetId: id,
    ErrorCode: "ResourceNotFoundException",
    ErrorMessage: `Rule ${rule} does not have a target with the Id ${id}.`,
  }));
  return { FailedEntryCount: failures.length, FailedEntries: failures };
}

function listTargetsByRule(service: Service, input: Input): object {
  const { items, next } = pageOf(input, targetsOf(service, ...namedRule(service, input)));
  return { Targets: items, NextToken: next };
}

/** The operations on targets. */
export const targetOperations = (service: Service): OperationEntries =>
  bindOperations(service, {
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
    ListTargetsByRule: listTargetsByRule,
  });

/** Targets of a rule, as they were put. */
export function targetsOf({ database }: Service, bus: string, rule: string): readonly Input[] {
  const statement = database.prepare("SELECT settings FROM targets WHERE bus = ? AND rule = ? ORDER BY id");
  return statement
    .all(bus, rule)
    .map((row) => settingsOf(row))
    .filter((settings) => settings !== undefined);
}
