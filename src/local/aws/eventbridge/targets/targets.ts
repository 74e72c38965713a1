import { isObject, objects, optionalText, page, requiredText, texts } from "../../aws-json-input.ts";
import { AwsError, type Input, type Operation } from "../../aws-json-server.ts";
import { existingBus } from "../buses.ts";
import { existingRule } from "../rules.ts";
import { type Service, settingsOf, transaction } from "../store.ts";
import { type TargetInput, undefinedPlaceholder } from "./input-transformer.ts";
import { parsePath } from "./json-path.ts";

const maximumTargets = 5;

function invalid(message: string): never {
  throw new AwsError("ValidationException", message);
}

function pathsOf(transformer: Input): { readonly [name: string]: string } {
  const { InputPathsMap: paths } = transformer;
  if (!isObject(paths)) return {};
  return Object.fromEntries(Object.keys(paths).map((name) => [name, requiredText(paths, name)]));
}

/** What a target of PutTargets wants to get, out of its Input, InputPath or InputTransformer. */
export function targetInput(target: Input): TargetInput {
  const input = optionalText(target, "Input");
  const inputPath = optionalText(target, "InputPath");
  const { InputTransformer: transformer } = target;
  return {
    ...(input !== undefined && { input }),
    ...(inputPath !== undefined && { inputPath }),
    ...(isObject(transformer) && {
      template: requiredText(transformer, "InputTemplate"),
      paths: pathsOf(transformer),
    }),
  };
}

function check(target: Input): void {
  const id = requiredText(target, "Id");
  requiredText(target, "Arn");
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id))
    invalid(`Parameter Id is not valid. Reason: "${id}" is no target id.`);
  const wanted = targetInput(target);
  if (["input", "inputPath", "template"].filter((form) => Object.hasOwn(wanted, form)).length > 1) {
    invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  const { template, paths = {}, inputPath } = wanted;
  const unknown = template === undefined ? undefined : undefinedPlaceholder(template, paths);
  if (unknown) invalid(`InputTemplate for target ${id} contains invalid placeholder ${unknown}.`);
  for (const path of [...Object.values(paths), inputPath ?? "$"]) {
    if (!parsePath(path)) invalid(`Invalid JSON path "${path}" for target ${id}.`);
  }
}

/** PutTargets, RemoveTargets and ListTargetsByRule. */
export function targetOperations(service: Service): readonly (readonly [string, Operation])[] {
  const { database } = service;

  function ruleOf(input: Input): readonly [string, string] {
    const bus = existingBus(service, input, "EventBusName");
    const rule = requiredText(input, "Rule");
    existingRule(service, bus, rule);
    return [bus, rule];
  }

  function putTargets(input: Input): object {
    const [bus, rule] = ruleOf(input);
    const targets = objects(input, "Targets");
    targets.forEach(check);
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

  function removeTargets(input: Input): object {
    const [bus, rule] = ruleOf(input);
    const missing = texts(input, "Ids").filter((id) => {
      const statement = database.prepare("DELETE FROM targets WHERE bus = ? AND rule = ? AND id = ?");
      return statement.run(bus, rule, id).changes === 0;
    });
    const failed = missing.map((id) => ({
      TargetId: id,
      ErrorCode: "ResourceNotFoundException",
      ErrorMessage: `Rule ${rule} does not have a target with the Id ${id}.`,
    }));
    return { FailedEntryCount: failed.length, FailedEntries: failed };
  }

  function listTargetsByRule(input: Input): object {
    const { items, next } = page(input, targetsOf(service, ...ruleOf(input)));
    return { Targets: items, NextToken: next };
  }

  return [
    ["PutTargets", putTargets],
    ["RemoveTargets", removeTargets],
    ["ListTargetsByRule", listTargetsByRule],
  ];
}

/** Targets of a rule, as PutTargets got them. */
export function targetsOf({ database }: Service, bus: string, rule: string): readonly Input[] {
  const statement = database.prepare("SELECT settings FROM targets WHERE bus = ? AND rule = ? ORDER BY id");
  return statement
    .all(bus, rule)
    .map((row) => settingsOf(row))
    .filter((settings) => settings !== undefined);
}
