import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { datarefOf } from "../../../core/body/claim-place.ts";
import { BridgeError } from "../../../core/errors.ts";
import { ruleVerdict } from "../../../core/patterns/rule-verdict.ts";
import { ids } from "../../../stack/deployment.ts";
import type { RunningBridge } from "../../bridge.ts";
import type { EventRecord, RuleResult } from "../../events.ts";
import { type ClaimBucket, claimSize, readClaim } from "../../read-claim.ts";
import { askAws } from "../ask-aws.ts";
import type { DeployedContext } from "../context.ts";
import { physicalId } from "../stack/deployed-stack.ts";
import { type DeployedRule, rulesOfBus } from "../subscriptions/bus-rules.ts";
import { subscriptionName } from "../subscriptions/read-subscription.ts";
import { findLoggedEvent } from "./find-event.ts";
import type { FollowedEvents } from "./followed-events.ts";
import { listEvents } from "./list-events.ts";

/** A rule's verdict, by our own reading of its pattern. Which attempts EventBridge made at its targets, it does not tell. */
function ruleResult(stackName: string, rule: DeployedRule, envelope: string): RuleResult {
  const { arn, isEnabled, pattern, targets } = rule;
  const verdict = ruleVerdict(rule, envelope);
  const matched = verdict.why === undefined;
  return {
    rule: subscriptionName(rule, stackName),
    arn,
    matched,
    ...(pattern !== undefined && { pattern }),
    ...(!isEnabled && { disabled: true }),
    ...verdict,
    targets: matched ? targets.map(({ Arn = "", Id = "" }) => ({ target: Arn || Id, state: "unknown" })) : [],
  };
}

function claimBucketOfStack({ clients, stack }: DeployedContext): ClaimBucket | undefined {
  const Bucket = physicalId(stack, ids.bucket);
  if (Bucket === undefined) return undefined;
  return {
    name: Bucket,
    async size(Key) {
      return (await clients.s3.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength ?? 0;
    },
    async first(Key, bytes) {
      const range = { Bucket, Key, Range: `bytes=0-${bytes - 1}` };
      const { Body } = await clients.s3.send(new GetObjectCommand(range));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
  };
}

/** The rules of the event's bus, where they may be read. */
async function readableRules(
  context: DeployedContext,
  event: EventRecord,
): Promise<Pick<EventRecord, "rules">> {
  const bus = context.buses.find(({ name }) => name === event.bus);
  if (!bus) return {};
  try {
    const rules = await rulesOfBus(context, bus);
    return { rules: rules.map((rule) => ruleResult(context.stackName, rule, event.envelope)) };
  } catch (error) {
    if (error instanceof BridgeError) return {};
    throw error;
  }
}

async function sizeFor(
  context: DeployedContext,
  { envelope }: EventRecord,
): Promise<Pick<EventRecord, "dataBytes">> {
  const bucket = claimBucketOfStack(context);
  const uri = datarefOf(envelope);
  const dataBytes = bucket && uri !== undefined ? await claimSize(bucket, uri) : undefined;
  return dataBytes === undefined ? {} : { dataBytes };
}

/**
 * The events of a deployed bridge: those that were followed since it was opened, with their text, and those of the past as far as the log names
 * them.
 */
export function deployedEvents(
  context: DeployedContext,
  followed: FollowedEvents,
): Pick<RunningBridge, "events" | "event" | "eventData"> {
  return {
    events: (query) => listEvents(context, query),
    async event(id) {
      const event = followed.find(id);
      if (!event) return findLoggedEvent(context, id);
      const [rules, size] = await Promise.all([readableRules(context, event), sizeFor(context, event)]);
      return { ...event, ...rules, ...size };
    },
    async eventData(id) {
      const event = followed.find(id);
      if (!event) {
        const logged = await findLoggedEvent(context, id);
        if (!logged) return undefined;
        throw new BridgeError("wrong-use", "Only what was followed has its payload here.", logged.note ?? "");
      }
      const uri = datarefOf(event.envelope);
      const bucket = claimBucketOfStack(context);
      if (uri === undefined || !bucket) return undefined;
      return askAws("read a payload", () => readClaim(bucket, uri));
    },
  };
}
