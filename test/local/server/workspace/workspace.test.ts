import { expect, test } from "vitest";
import { makeApp } from "../../../../src/http/make-app.ts";
import { startRuntime } from "../../../../src/local/server/runtime.ts";
import { makeTestProject } from "../runtime-fixture.ts";

test("an AWS_ENDPOINT_URL where nothing listens is refused with what to do", async () => {
  const runtime = startRuntime({
    ...makeTestProject(),
    port: 0,
    variables: { AWS_ENDPOINT_URL: "http://127.0.0.1:1" },
    now: Date.now,
    onLine: () => {},
    makeApp,
    onEvent: () => {},
  });
  await expect(runtime).rejects.toMatchObject({
    code: "config-invalid",
    message: expect.stringContaining("AWS_ENDPOINT_URL=http://127.0.0.1:1"),
    remedy: expect.stringContaining("unset AWS_ENDPOINT_URL"),
  });
});
