import {
  brokenBound,
  constraintError,
  optionalText,
  requiredText,
  structureOf,
} from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import { undefinedPlaceholder } from "./input-transformer.ts";
import { parsePath } from "./json-path.ts";
import { checkRetryPolicy } from "./retry-policy.ts";
import { targetInput } from "./target-input.ts";
import { busOfArn, isArn, isDelivered, isQueue, serviceOf } from "./target-service.ts";

function refuseTarget(message: string): never {
  throw new AwsError("ValidationException", message);
}

function checkInput(target: Input, id: string): void {
  const wanted = targetInput(target);
  if (["input", "inputPath", "template"].filter((form) => Object.hasOwn(wanted, form)).length > 1) {
    refuseTarget(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (Object.keys(wanted).length > 0 && busOfArn(requiredText(target, "Arn")) !== undefined) {
    refuseTarget(`Input, InputPath and InputTransformer can't be used with the event bus of target ${id}.`);
  }
  const { template, paths = {}, inputPath } = wanted;
  const unknown = template === undefined ? undefined : undefinedPlaceholder(template, paths);
  if (unknown) refuseTarget(`InputTemplate for target ${id} contains invalid placeholder ${unknown}.`);
  for (const path of [...Object.values(paths), inputPath ?? "$"]) {
    if (!parsePath(path)) refuseTarget(`Invalid JSON path "${path}" for target ${id}.`);
  }
}

/** Refuses what EventBridge delivers to, but not this one: a rule that does nothing here would look like one that does not match. */
function checkTargetArn(target: Input, id: string, isBus: (name: string) => boolean): void {
  const arn = requiredText(target, "Arn");
  if (!isArn(arn)) {
    refuseTarget(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (!isDelivered(arn)) {
    refuseTarget(
      `Target ${id} is ${serviceOf(arn)} (${arn}). The local EventBridge delivers to Amazon SQS queues, event buses and state machines only.`,
    );
  }
  const bus = busOfArn(arn);
  if (bus !== undefined && !isBus(bus)) {
    refuseTarget(`Target ${id} is the event bus ${bus}, which the local EventBridge does not have (${arn}).`);
  }
  if (arn.endsWith(".fifo") && !optionalText(structureOf(target, "SqsParameters"), "MessageGroupId")) {
    refuseTarget(`Parameter(s) SqsParameters must be specified for target: ${id}.`);
  }
}

/** A dead-letter queue is a standard queue. */
function checkDeadLetterQueue(target: Input, id: string): void {
  const queue = optionalText(structureOf(target, "DeadLetterConfig"), "Arn");
  if (queue === undefined || (isQueue(queue) && !queue.endsWith(".fifo"))) return;
  refuseTarget(
    `The dead-letter queue of target ${id} must be a standard Amazon SQS queue, and ${queue} is not.`,
  );
}

function checkTarget(target: Input, position: number, isBus: (name: string) => boolean): void {
  const id = requiredText(target, "Id");
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id))
    refuseTarget(`Parameter Id is not valid. Reason: "${id}" is not a valid target id.`);
  checkRetryPolicy(target, position);
  checkTargetArn(target, id, isBus);
  checkDeadLetterQueue(target, id);
  checkInput(target, id);
}

const mostTargetsInRequest = 100;

/**
 * Refuses a request with a target that EventBridge, or this one, does not take.
 * @param isBus says whether a bus of this name is here
 */
export function checkTargets(targets: readonly Input[], isBus: (name: string) => boolean): void {
  const bound = brokenBound(targets.length, 1, mostTargetsInRequest);
  if (bound) {
    throw constraintError([
      `Value at 'targets' failed to satisfy constraint: Member must have length ${bound}`,
    ]);
  }
  targets.forEach((target, index) => {
    checkTarget(target, index + 1, isBus);
  });
}
