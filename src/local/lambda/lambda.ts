import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { OutputLimit } from "./bounded-output.ts";
import {
  type EnvironmentOptions,
  type ExecutionEnvironment,
  startEnvironment,
} from "./execution-environment.ts";

/** A Lambda function to run on this machine. */
export interface LambdaOptions {
  readonly functionName: string;
  /** Path of the ESM bundle that exports `handler`. */
  readonly bundle: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly region: string;
  readonly account: string;
  readonly timeoutMs: number;
  /** Largest number of execution environments. Each takes one invocation at a time, as on AWS. */
  readonly concurrency: number;
  /** A line of the function's log. */
  readonly onLine: (line: string) => void;
  /** True names the places of its sources in stack traces. */
  readonly sourceMaps?: boolean;
  /** What AWS gives it; default: 512. */
  readonly memoryMb?: number;
  /** Runs it in processes of its own, of which a call prints so much at most; default: in threads, which print all. */
  readonly output?: OutputLimit;
}

/** A running Lambda function. */
export interface Lambda {
  /** Loads the first environment. @throws LambdaFailure when the module can't be loaded */
  warm(): Promise<void>;
  /**
   * Runs the handler with `event`. Its result has gone through JSON.
   * @param requestId of the invocation; default: a new one
   * @throws LambdaFailure when the invocation fails
   */
  invoke(event: unknown, requestId?: string): Promise<unknown>;
  /**
   * Gives the function other variables, or the same ones anew. As on AWS, invocations from now on run in new environments, which read
   * everything again; those under way end in theirs.
   */
  configure(variables: Readonly<Record<string, string>>): void;
  /** Waits for the invocations under way, then ends the environments. @param graceMs waits no longer: an invocation that is ended has failed */
  close(graceMs?: number): Promise<void>;
}

/** AWS: time that a module has to load, before its first call at least. */
const leastLoadMs = 10_000;

/** What all environments of a function have in common. */
function environmentOptions(options: LambdaOptions): Omit<EnvironmentOptions, "variables"> {
  const { functionName, onLine, output, sourceMaps = false, memoryMb = 512, timeoutMs } = options;
  const bundle = pathToFileURL(options.bundle).href;
  const loadMs = Math.max(leastLoadMs, timeoutMs);
  return { functionName, bundle, sourceMaps, memoryMb, loadMs, onLine, ...(output && { output }) };
}

/** Starts a function. Environments start on demand, and again after a crash or a timeout. */
export function startLambda(options: LambdaOptions): Lambda {
  const { functionName, region, account, timeoutMs } = options;
  const arn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;
  const constant = environmentOptions(options);
  const idle: ExecutionEnvironment[] = [];
  const waiting: ((environment: ExecutionEnvironment) => void)[] = [];
  const running = new Set<Promise<unknown>>();
  let environments = 0;
  let { variables } = options;
  /** Those with the variables of now. */
  const current = new Set<ExecutionEnvironment>();

  function start(): ExecutionEnvironment {
    const environment = startEnvironment({ ...constant, variables });
    current.add(environment);
    return environment;
  }

  function end(environment: ExecutionEnvironment): void {
    current.delete(environment);
    void environment.close();
  }

  async function take(): Promise<ExecutionEnvironment> {
    for (let free = idle.pop(); free; free = idle.pop()) {
      if (free.alive) return free;
      // It has ended after its last call, by something that the call had left behind.
      end(free);
      environments--;
    }
    if (environments >= options.concurrency) return new Promise((resolve) => waiting.push(resolve));
    environments++;
    return start();
  }

  function giveBack(environment: ExecutionEnvironment): void {
    const usable = environment.alive && current.has(environment);
    if (!usable) end(environment);
    const next = waiting.shift();
    if (!next && !usable) environments--;
    else if (!next) idle.push(environment);
    else next(usable ? environment : start());
  }

  async function run(event: unknown, requestId: string): Promise<unknown> {
    const environment = await take();
    try {
      return await environment.invoke({ requestId, event, timeoutMs, arn });
    } finally {
      giveBack(environment);
    }
  }

  return {
    async warm() {
      const environment = await take();
      try {
        await environment.ready;
      } finally {
        giveBack(environment);
      }
    },
    invoke(event, requestId = crypto.randomUUID()) {
      const result = run(event, requestId);
      running.add(result);
      return result.finally(() => running.delete(result));
    },
    configure(changed) {
      variables = changed;
      current.clear();
      for (const environment of idle.splice(0)) {
        environments--;
        end(environment);
      }
    },
    async close(graceMs) {
      const settled = Promise.allSettled(running);
      await (graceMs === undefined
        ? settled
        : Promise.race([settled, sleep(graceMs, undefined, { ref: false })]));
      await Promise.all([...idle, ...current].map((environment) => environment.close()));
    },
  };
}
