import { it } from "vitest";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { expectRefusal } from "../support/refused.ts";

const refusals: readonly (readonly [what: string, options: DeploymentOptions, says: RegExp])[] = [
  ["a batch larger than SQS's", { queue: { batchSize: 11 } }, /batchSize is 11\. .*1 to 10/],
  ["a window longer than Lambda's", { queue: { batchingWindowSeconds: 301 } }, /301\. .*0 to 300/],
  ["too little concurrency", { queue: { maximumConcurrency: 1 } }, /maximumConcurrency is 1/],
  ["no attempt", { queue: { attempts: 0 } }, /attempts is 0/],
  [
    "pollers and concurrency",
    { queue: { pollers: { minimum: 2, maximum: 4 }, maximumConcurrency: 5 } },
    /Lambda takes only one of them/,
  ],
  [
    "a maximum of pollers below the minimum",
    { queue: { pollers: { minimum: 9, maximum: 4 } } },
    /maximum is 4\. .*9 to/,
  ],
  ["days that CloudWatch does not offer", { logDays: 31 }, /logDays is 31\. CloudWatch Logs offers 1, 3/],
  ["payloads deleted before their messages", { claimDays: 7 }, /claimDays is 7\. .*from 30/],
  ["a key that is not an ARN", { encryptionKey: "alias/mine" }, /encryptionKey is "alias\/mine"/],
  [
    "a key for secrets that is not an ARN",
    { secrets: { encryptionKey: "k" } },
    /secrets\.encryptionKey is "k"/,
  ],
  ["a share over 100", { alarms: { deadlineShare: 101 } }, /deadlineShare is 101/],
  ["an age under a minute", { alarms: { oldestSeconds: 5 } }, /oldestSeconds is 5/],
  ["half a failure", { alarms: { authenticationFailures: 0.5 } }, /authenticationFailures is 0\.5/],
  [
    "a silence over a week",
    { alarms: { perSource: true, silentHours: 169 } },
    /silentHours is 169\. .*1 to 168/,
  ],
  [
    "a silence that no alarm sees",
    { alarms: { silentHours: 24 } },
    /silentHours, but no perSource.*perSource to true/,
  ],
  [
    "alarms by source without metrics by source",
    { alarms: { perSource: true }, metrics: "totals" },
    /perSource needs metrics by source, but metrics is "totals"/,
  ],
];

it.each(refusals)("options are refused: %s", (_what, deployment, says) =>
  expectRefusal({ deployment }, says),
);
