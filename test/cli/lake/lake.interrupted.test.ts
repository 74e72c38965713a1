import { afterAll, expect, it } from "vitest";
import { recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { configWith, makeProject } from "../support/make-project.ts";
import { startHookbridge } from "../support/start-hookbridge.ts";

const project = makeProject(
  configWith({ it: "stripe" }).replace(/buses: \{[^\n]*\}/, "buses: { main: { lake: { days: 30 } } }"),
);
afterAll(() => project.remove());

it("a query is stopped in Athena at Ctrl-C, also where npm passes the signal on (recorded server)", async () => {
  const asked = Promise.withResolvers<void>();
  let isStopped = false;
  const aws = await recordedAws({
    StartQueryExecution: () => ({ QueryExecutionId: "query-1" }),
    GetQueryExecution: () => {
      asked.resolve();
      return { QueryExecution: { QueryExecutionId: "query-1", Status: { State: "RUNNING" } } };
    },
    // Slow, so that a second signal comes before its answer.
    StopQueryExecution: async () => {
      await new Promise((done) => setTimeout(done, 300));
      isStopped = true;
      return {};
    },
  });
  const { child, ended } = startHookbridge(["lake", "duplicates", "--stage", "prod"], {
    cwd: project.folder,
    env: aws.variables,
  });
  await asked.promise;
  child.kill("SIGINT");
  setTimeout(() => child.kill("SIGINT"), 100);
  expect(await ended).toMatchObject({ code: 130, out: "" });
  expect(isStopped).toBe(true);
  expect(aws.calls.at(-1)).toMatchObject({
    operation: "StopQueryExecution",
    input: { QueryExecutionId: "query-1" },
  });
  await aws.close();
});
