import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import { concurrencyAdvice } from "../../../src/stack/functions/concurrency-advice.ts";

const advice = (
  deployment: DeploymentOptions,
  [limit, unreserved]: readonly [number, number],
  before = 0,
): string =>
  concurrencyAdvice(
    deploymentOf(defineBridge({ buses: { events: {} }, sources: {}, deployment }), "prod"),
    { limit, unreserved },
    before,
  ).join("\n");

describe("numbers that don't fit the account", () => {
  const concurrency = { receive: 120, publish: 40 };

  it("are named with some that do, in the same proportion", () => {
    expect(advice({ concurrency }, [1_000, 1_000])).toBe("");
    expect(advice({ concurrency }, [1_000, 260])).toBe("");
    expect(advice({ concurrency }, [1_000, 259])).toMatch(
      /sets 160 executions aside, but this account has 159 .* concurrency: \{ receive: 119, publish: 39 \} fits/,
    );
    expect(advice({ concurrency: { receive: 500 } }, [1_000, 300])).toMatch(
      /concurrency: \{ receive: 200 \} fits/,
    );
  });

  it("count what the deployed stack has set aside as free", () => {
    expect(advice({ concurrency }, [1_000, 100], 160)).toBe("");
    expect(advice({ concurrency }, [1_000, 100], 80)).toMatch(/this account has 80 for that/);
  });

  it("have no remedy but another limit where next to nothing can be set aside", () => {
    for (const account of [
      [10, 10],
      [1_000, 101],
    ] as const)
      expect(advice({ concurrency }, account)).toMatch(
        /Leave concurrency out or write "unbounded", and ask AWS for more/,
      );
  });
});

describe("a new account, which has ten executions,", () => {
  it("is named with what publish may take of it", () => {
    expect(advice({}, [10, 10])).toMatch(/at most 10 executions at once .* publish alone may take 20/);
    expect(advice({ queue: { maximumConcurrency: 2 } }, [10, 10])).toMatch(/publish alone may take 2:/);
    expect(advice({}, [1_000, 1_000])).toBe("");
  });
});

describe("an unbounded function URL", () => {
  const frontDoor = { kind: "function-url" } as const;

  it("is told which number fits", () => {
    expect(advice({ frontDoor, concurrency: "unbounded" }, [1_000, 900])).toMatch(
      /may use all 900 executions .* concurrency: \{ receive: 400 \} fits/,
    );
    expect(advice({ frontDoor, concurrency: { receive: 400 } }, [1_000, 900])).toBe("");
    expect(advice({ concurrency: "unbounded" }, [1_000, 900])).toBe("");
  });
});
