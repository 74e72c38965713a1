import type { ClientSettings } from "../../src/aws/client-settings.ts";
import type { Bridge } from "../../src/config/define-bridge.ts";
import type { Cloud, Invocation } from "./cloud.ts";
import type { Nemesis } from "./nemesis.ts";
import { connect, type Wire } from "./network.ts";
import type { Random } from "./random.ts";

export type Handler = (event: never, context: never) => unknown;

/** Makes what one execution environment runs, cold. */
export type MakeHandler = (settings: ClientSettings, bridge: Bridge) => Handler;

/** What came of an invocation. */
export type Result =
  | { readonly ok: true; readonly value: unknown; readonly by: Bridge }
  | { readonly ok: false; readonly why: string };

export interface FunctionOptions {
  readonly make: MakeHandler;
  readonly timeoutMs: number;
  readonly concurrency: number;
}

/** A simulated Lambda function: environments that take one invocation at a time, die, and are made anew. */
export interface LambdaFunction {
  invoke(event: object): Promise<Result>;
  /** Ends every environment, under way or not. */
  killAll(): void;
  /** Lets every environment end what it is about, and none begin anything. */
  retireAll(): void;
}

interface Environment extends Wire {
  readonly handler: Handler;
  /** The configuration that it was started with. */
  readonly bridge: Bridge;
  retired: boolean;
  finish: (result: Result) => void;
}

let invocations = 0;

/** Gives what was published but not recorded the fault that explains it. */
function excuse(invocation: Invocation, why: string): void {
  for (const accepted of invocation.accepted) if (accepted.recordedAt === undefined) accepted.excuse ??= why;
}

export function makeLambda(
  options: FunctionOptions,
  cloud: Cloud,
  nemesis: Nemesis,
  random: Random,
): LambdaFunction {
  const { time } = cloud;
  const all = new Set<Environment>();
  const idle: Environment[] = [];
  const waiting: (() => void)[] = [];

  const newInvocation = (): Invocation => ({
    id: ++invocations,
    readAt: new Map(),
    accepted: [],
    writeFailed: false,
    dead: false,
    frozen: false,
    ended: false,
  });

  function start(): Environment {
    const wire: Wire = { invocation: newInvocation(), dead: false, kill: () => {} };
    const settings = connect(wire, cloud, nemesis, random);
    const environment: Environment = Object.assign(wire, {
      handler: options.make(settings, cloud.deployed),
      bridge: cloud.deployed,
      retired: false,
      finish: () => {},
    });
    environment.kill = (why) => {
      if (environment.dead) return;
      environment.dead = true;
      environment.invocation.dead = true;
      excuse(environment.invocation, why);
      all.delete(environment);
      environment.finish({ ok: false, why });
    };
    all.add(environment);
    return environment;
  }

  async function take(): Promise<Environment> {
    for (;;) {
      const free = idle.pop();
      if (free && !free.dead && !free.retired) return free;
      if (free) continue;
      if (all.size < options.concurrency) return start();
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function run(environment: Environment, event: object): Promise<Result> {
    const invocation = newInvocation();
    environment.invocation = invocation;
    return new Promise((resolve) => {
      const cancel = time.after(options.timeoutMs, () => {
        if (!invocation.frozen)
          cloud.violations.push(
            `a function timed out after ${invocation.accepted.length} events, and nothing froze it`,
          );
        environment.kill("timed out");
      });
      environment.finish = (result) => {
        cancel();
        invocation.ended = true;
        environment.finish = () => {};
        if (invocation.writeFailed) excuse(invocation, "ledger not written");
        resolve(result);
      };
      const ends = time.now() + options.timeoutMs;
      const context = {
        awsRequestId: `r-${invocation.id}`,
        functionName: "sim",
        getRemainingTimeInMillis: () => ends - time.now(),
      };
      // Lambda hands events and results over as JSON.
      const outcome = Promise.resolve().then(() =>
        environment.handler(JSON.parse(JSON.stringify(event)) as never, context as never),
      );
      outcome.then(
        (value) =>
          environment.finish({
            ok: true,
            value: JSON.parse(JSON.stringify(value ?? null)),
            by: environment.bridge,
          }),
        (error: unknown) => environment.finish({ ok: false, why: String(error) }),
      );
    });
  }

  return {
    async invoke(event) {
      const environment = await take();
      const result = await run(environment, event);
      if (environment.retired) all.delete(environment);
      else if (!environment.dead) idle.push(environment);
      waiting.shift()?.();
      return result;
    },
    killAll() {
      for (const environment of [...all]) environment.kill("killed");
    },
    retireAll() {
      for (const environment of all) environment.retired = true;
      for (const environment of idle.splice(0)) all.delete(environment);
    },
  };
}
