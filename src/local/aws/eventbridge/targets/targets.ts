import {
  isObject,
  optionalText,
  pageOf,
  requiredText,
  structureList,
  textList,
} from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import { existingBus } from "../buses.ts";
import { existingRule } from "../rules.ts";
import { bindOperations, type OperationEntries, type Service, settingsOf, transaction } from "../store.ts";
import { type TargetInput, undefinedPlaceholder } from "./input-transformer.ts";
import { parsePath } from "./json-path.ts";

const maximumTargets = 5;

function refuseTarget(message: string): never {
  throw new AwsError("ValidationException", message);
}

function pathsMap(transformer: Input): { readonly [name: string]: string } {
  const { InputPathsMap: paths } = transformer;
  if (!isObject(paths)) return {};
  return Object.fromEntries(Object.keys(paths).map((name) => [name, requiredText(paths, name)]));
}

/** What a target gets, according to its Input, InputPath or InputTransformer. */
export function targetInput(target: Input): TargetInput {
  const input = optionalText(target, "Input");
  const inputPath = optionalText(target, "InputPath");
  const { InputTransformer: transformer } = target;
  return {
    ...(input !== undefined && { input }),
    ...(inputPath !== undefined && { inputPath }),
    ...(isObject(transformer) && {
      template: requiredText(transformer, "InputTemplate"),
      paths: pathsMap(transformer),
    }),
  };
}

function checkTarget(target: Input): void {
  const id = requiredText(target, "Id");
  requiredText(target, "Arn");
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id))
    refuseTarget(`Parameter Id is not valid. Reason: "${id}" is not a valid target id.`);
  const wanted = targetInput(target);
  if (["input", "inputPath", "template"].filter((form) => Object.hasOwn(wanted, form)).length > 1) {
    refuseTarget(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  const { template, paths = {}, inputPath } = wanted;
  const unknown = template === undefined ? undefined : undefinedPlaceholder(template, paths);
  if (unknown) refuseTarget(`InputTemplate for target ${id} contains invalid placeholder ${unknown}.`);
  for (const path of [...Object.values(paths), inputPath ?? "$"]) {
    if (!parsePath(path)) refuseTarget(`Invalid JSON path "${path}" for target ${id}.`);
  }
}

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
  targets.forEach(checkTarget);
  transaction(database, () => {
    for (const target of targets) {
      const statement = database.prepare("INSERT OR REPLACE INTO targets VALUES (?, ?, ?, ?)");
      statement.run(bus, rule, requiredText(target, "Id"), JSON.stringify(target));
    }
    const all = database.prepare("SELECT id FROM targets WHERE bus = ? AND rule = ?").all(bus, rule);
    if (all.length > maximumTargets) {
      throw new AwsError(
        "LimitExceededException",
        "The requested resource exceeds the maximum number allowed.",
      );
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
