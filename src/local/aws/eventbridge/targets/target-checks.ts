import { constraintError, isObject, optionalText, requiredText } from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import { undefinedPlaceholder } from "./input-transformer.ts";
import { parsePath } from "./json-path.ts";
import { checkRetryPolicy } from "./retry-policy.ts";
import { targetInput } from "./target-input.ts";
import { isArn, isQueue, serviceOf } from "./target-service.ts";

function refuseTarget(message: string): never {
  throw new AwsError("ValidationException", message);
}

function checkInput(target: Input, id: string): void {
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

/** Refuses what EventBridge delivers to, but not this one: a rule that does nothing here would look like one that does not match. */
function checkTargetArn(target: Input, id: string): void {
  const arn = requiredText(target, "Arn");
  if (!isArn(arn)) {
    refuseTarget(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (!isQueue(arn)) {
    refuseTarget(
      `Target ${id} is ${serviceOf(arn)} (${arn}). The local EventBridge delivers to Amazon SQS queues only.`,
    );
  }
  const { SqsParameters: parameters } = target;
  const group = isObject(parameters) ? optionalText(parameters, "MessageGroupId") : undefined;
  if (arn.endsWith(".fifo") && !group) {
    refuseTarget(`Parameter(s) SqsParameters must be specified for target: ${id}.`);
  }
}

/** A dead-letter queue is a standard queue. */
function checkDeadLetterQueue(target: Input, id: string): void {
  const { DeadLetterConfig: config } = target;
  const queue = isObject(config) ? optionalText(config, "Arn") : undefined;
  if (queue === undefined || (isQueue(queue) && !queue.endsWith(".fifo"))) return;
  refuseTarget(
    `The dead-letter queue of target ${id} must be a standard Amazon SQS queue, and ${queue} is not.`,
  );
}

function checkTarget(target: Input, position: number): void {
  const id = requiredText(target, "Id");
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id))
    refuseTarget(`Parameter Id is not valid. Reason: "${id}" is not a valid target id.`);
  checkRetryPolicy(target, position);
  checkTargetArn(target, id);
  checkDeadLetterQueue(target, id);
  checkInput(target, id);
}

const mostTargetsInRequest = 100;

/** Refuses a request with a target that EventBridge, or this one, does not take. */
export function checkTargets(targets: readonly Input[]): void {
  if (targets.length === 0 || targets.length > mostTargetsInRequest) {
    const bound =
      targets.length === 0 ? "greater than or equal to 1" : `less than or equal to ${mostTargetsInRequest}`;
    throw constraintError([
      `Value at 'targets' failed to satisfy constraint: Member must have length ${bound}`,
    ]);
  }
  targets.forEach((target, index) => {
    checkTarget(target, index + 1);
  });
}
