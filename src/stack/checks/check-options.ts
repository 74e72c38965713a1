import type { DeploymentOptions, QueueOptions } from "../../config/deployment-options.ts";
import { checkLogs } from "./check-logs.ts";
import { arnPattern, type Complaint, complaintIf, matches, range } from "./complaint.ts";
import { quotas } from "./quotas.ts";

const keyArn = arnPattern("kms", "[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");
const keyExample = '"arn:aws:kms:eu-west-1:111122223333:key/…"';

function checkQueue({ pollers, maximumConcurrency, ...queue }: QueueOptions): readonly Complaint[] {
  return [
    ...range("queue.batchSize", queue.batchSize, [1, 10]),
    ...range("queue.batchingWindowSeconds", queue.batchingWindowSeconds, [0, 300]),
    ...range("queue.maximumConcurrency", maximumConcurrency, [2, 1_000]),
    ...range("queue.attempts", queue.attempts, [1, 1_000]),
    ...range("queue.pollers.minimum", pollers?.minimum, [2, 200]),
    ...range("queue.pollers.maximum", pollers?.maximum, [pollers?.minimum ?? 2, 2_000]),
    ...complaintIf(
      pollers && maximumConcurrency !== undefined,
      "The queue has both pollers and maximumConcurrency.",
      "Lambda takes only one of them: leave one out.",
    ),
  ];
}

/** What is wrong with the options of a deployment, apart from its front door. */
export function checkOptions(options: DeploymentOptions): readonly Complaint[] {
  const { queue = {}, secrets, alarms = {}, encryptionKey, logDays, claimDays } = options;
  return [
    ...checkQueue(queue),
    ...checkLogs(options),
    ...range("alarms.oldestSeconds", alarms.oldestSeconds, [60, 1_209_600]),
    ...range("alarms.authenticationFailures", alarms.authenticationFailures, [0, 1_000_000]),
    ...range("alarms.deadlineShare", alarms.deadlineShare, [1, 100]),
    ...range("claimDays", claimDays, [30, 36_500]),
    ...matches("encryptionKey", encryptionKey, keyArn, keyExample),
    ...matches("secrets.encryptionKey", secrets?.encryptionKey, keyArn, keyExample),
    ...complaintIf(
      logDays !== undefined && !quotas.logDays.includes(logDays),
      `logDays is ${logDays}.`,
      `CloudWatch Logs offers ${quotas.logDays.join(", ")}.`,
    ),
  ];
}
