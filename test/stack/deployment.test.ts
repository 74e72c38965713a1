import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { buildStack, type Stack } from "../../src/stack/build-stack.ts";
import { properties, sources } from "./support/stack-of.ts";

describe("stages and deployments", () => {
  const bridge = defineBridge({
    name: "acme",
    buses: { events: { archiveDays: 3 } },
    sources,
    deployment: { logDays: 3, claimDays: 40 },
    stages: { prod: { deployment: { logDays: 400 }, buses: { events: { locked: true } } } },
  });

  it("a stage replaces what it has, and keeps the rest of the deployment", () => {
    const [dev, prod] = [buildStack(bridge, "dev"), buildStack(bridge, "prod")];
    expect([dev.logDays, prod.logDays]).toEqual([3, 400]);
    expect(properties(dev, "EventsBusOnlyTheBridgePuts")).toBeUndefined();
    expect(properties(prod, "EventsBusOnlyTheBridgePuts")).toBeDefined();
    expect(properties(prod, "EventsBusArchive")).toBeUndefined();
    expect(JSON.stringify(properties(prod, "ClaimBucket"))).toContain('"ExpirationInDays":40');
  });

  it("two stages, and two deployments, have no name in common", () => {
    const named = (stack: Stack): readonly string[] => {
      const found = JSON.stringify(stack.template).matchAll(/"(?:Name|[A-Za-z]+Name)":"([^"]+)"/g);
      const own = Array.from(found, ([, name]) => name ?? "").filter((name) => /hookbridge|acme/.test(name));
      return [stack.stackName, ...Object.values(stack.functions).map(({ name }) => name), ...own];
    };
    const other = defineBridge({ buses: { events: { archiveDays: 3 } }, sources });
    const sets = [buildStack(bridge, "dev"), buildStack(bridge, "prod"), buildStack(other, "dev")].map(named);
    const all = sets.flatMap((names) => [...new Set(names)]);
    expect(sets[0]?.length).toBeGreaterThan(5);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });
});
