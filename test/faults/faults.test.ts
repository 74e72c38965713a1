import { describe, expect, it } from "vitest";
import { broken } from "./broken.ts";
import { wireFaults, worldFaults } from "./nemesis.ts";
import { realPlan } from "./plan.ts";
import { simulate } from "./simulation.ts";

const replay = (seed: number, deliveries: number, fault?: string): string =>
  `npm run faults -- --seed ${seed} --deliveries ${deliveries}${fault ? ` --fault "${fault}"` : ""}`;

describe("nothing is lost, forged or published twice without a reason", () => {
  it.each([1, 2, 3])("under the faults of seed %i", async (seed) => {
    const { counts, violations } = await simulate(realPlan(seed, 60));
    expect(violations, replay(seed, 60)).toEqual([]);
    expect(counts.published).toBe(counts.acknowledged);
    expect(counts.acknowledged).toBeGreaterThan(45);
  });

  it.each(wireFaults.map(({ name }) => name))("while: %s", async (fault) => {
    // The thirty-first delivery is one that needs S3.
    const deliveries = fault.startsWith("s3") ? 40 : 25;
    const { violations, struck } = await simulate({ ...realPlan(1, deliveries), faults: [fault] });
    expect(violations, replay(1, deliveries, fault)).toEqual([]);
    expect([...struck]).toEqual([fault]);
  });

  const befallsReceive = wireFaults.filter(
    ({ on }) => on.test("sqs.SendMessage") || on.test("ssm.GetParameter"),
  );
  it.each(befallsReceive.map(({ name }) => name))("behind a buffer, while: %s", async (fault) => {
    // Seeds that three divides come through a buffer.
    const { counts, violations } = await simulate({ ...realPlan(3, 25), faults: [fault] });
    expect(violations, replay(3, 25, fault)).toEqual([]);
    expect(counts.published).toBe(counts.acknowledged);
  });

  it.each(worldFaults)("while: %s", async (fault) => {
    const { violations } = await simulate({ ...realPlan(1, 40), faults: [fault] });
    expect(violations, replay(1, 40, fault)).toEqual([]);
  });

  it("gives the same run for the same seed", async () => {
    const [one, other] = [await simulate(realPlan(9, 20)), await simulate(realPlan(9, 20))];
    expect(other).toEqual(one);
  });
});

describe("the checker sees a bridge in which", () => {
  it.each(Object.entries(broken))("%s", async (_, { said, ...change }) => {
    // Chance decides whether the fault that shows it strikes: one of a few seeds must.
    for (const seed of [1, 16, 2, 4, 5]) {
      const { violations } = await simulate({ ...realPlan(seed, 60), ...change });
      if (violations.some((violation) => said.test(violation))) return;
    }
    expect.fail("nothing was seen");
  });
});
