import { expect, it } from "vitest";
import { queueTimes } from "../../../src/config/subscriptions/queue-times.ts";
import type { FunctionTarget } from "../../../src/core/subscription.ts";

const target: FunctionTarget = {
  kind: "function",
  file: "a.ts",
  keepTryingHours: 4,
  batchSize: 10,
  memoryMb: 256,
  timeoutSeconds: 30,
  environment: {},
};

it.each([
  [4, 30, 180, 80],
  [0.01, 30, 180, 1],
  [50, 30, 180, 1_000],
  // 50.01 hours would need 1,001 receives: the messages wait a little longer each time.
  [50.01, 30, 181, 995],
  [336, 30, 1_210, 1_000],
  [1, 1, 6, 600],
  [4, 900, 5_400, 3],
])(
  "%d hours with a timeout of %d s: hidden for %d s, %d times",
  (keepTryingHours, timeoutSeconds, visibilitySeconds, receives) => {
    const times = queueTimes({ ...target, keepTryingHours, timeoutSeconds });
    expect(times).toEqual({ visibilitySeconds, receives, retentionSeconds: 1_209_600 });
    expect(times.visibilitySeconds * times.receives).toBeGreaterThanOrEqual(keepTryingHours * 3_600);
  },
);
