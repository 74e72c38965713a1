import type { FunctionTarget } from "../../core/subscription.ts";
import { refuseConfig } from "../refuse-config.ts";
import type { FunctionSettings } from "../subscription-config.ts";

/** What holds where nothing is said. */
const defaults = { keepTryingHours: 4, batchSize: 10, memoryMb: 256, timeoutSeconds: 30 } as const;

/** SQS keeps a message for 14 days. */
const longestHours = 336;

/** Lambda: bytes of a function's environment. */
const environmentBytes = 4_096;

/** What Lambda and SQS take. The least concurrency of a queue's mapping is 2. */
const functionLimits = {
  batchSize: [1, 10],
  memoryMb: [128, 10_240],
  timeoutSeconds: [1, 900],
  maxConcurrency: [2, 1_000],
} as const;

function checkEnvironment(where: string, environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (!/^[A-Za-z][A-Za-z0-9_]+$/.test(name) || /^(AWS_|LAMBDA_|_)/.test(name))
      refuseConfig(
        `${where} has the variable "${name}", which Lambda does not take.`,
        "Use letters, digits and underscores, two at least; names that begin with AWS_ or LAMBDA_ are Lambda's own.",
      );
    if (typeof value !== "string")
      refuseConfig(`${where} has the variable ${name}, which is no text.`, "Put quotation marks around it.");
  }
  const { length } = new TextEncoder().encode(JSON.stringify(environment));
  if (length > environmentBytes)
    refuseConfig(
      `${where} has an environment of ${length} bytes, but Lambda takes ${environmentBytes}.`,
      "Put what is long into a file beside the function.",
    );
}

function hoursOf(where: string, hours: unknown): number {
  if (typeof hours === "number" && hours > 0 && hours <= longestHours) return hours;
  return refuseConfig(
    `${where} has keepTryingHours ${typeof hours === "string" ? JSON.stringify(hours) : String(hours)}.`,
    `Give hours of more than 0 and at most ${longestHours}: SQS keeps a message for 14 days.`,
  );
}

/**
 * The path of a file of the user's.
 * @param setting that has it
 * @param example of one
 */
export function fileOf(where: string, setting: string, file: unknown, example: string): string {
  if (typeof file === "string" && file !== "" && !/^(\/|[A-Za-z]:|\\)/.test(file)) return file;
  return refuseConfig(
    `${where} has ${JSON.stringify(file) ?? "no file"} as ${setting}.`,
    `Write a path relative to bridge.config.ts: "${example}".`,
  );
}

/**
 * The function of a subscription, with its defaults.
 * @param where the subscription, as a sentence begins with it
 * @param given a path, or a path with settings
 */
export function functionTarget(
  where: string,
  given: string | FunctionSettings,
  keepTryingHours: number | undefined,
): FunctionTarget {
  const settings: FunctionSettings = typeof given === "string" ? { file: given } : given;
  const { environment = {}, maxConcurrency } = settings;
  for (const name of Object.keys(functionLimits) as (keyof typeof functionLimits)[]) {
    const value = settings[name];
    const [least, most] = functionLimits[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= least && value <= most))
      refuseConfig(
        `${where} has ${name} ${String(value)}.`,
        `Give a whole number from ${least} to ${most}, which is what AWS takes.`,
      );
  }
  checkEnvironment(where, environment);
  return {
    kind: "function",
    file: fileOf(where, "its function", settings.file, "consumers/builds.ts"),
    keepTryingHours: hoursOf(where, keepTryingHours ?? defaults.keepTryingHours),
    batchSize: settings.batchSize ?? defaults.batchSize,
    memoryMb: settings.memoryMb ?? defaults.memoryMb,
    timeoutSeconds: settings.timeoutSeconds ?? defaults.timeoutSeconds,
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    environment,
  };
}
