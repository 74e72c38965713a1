import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, onTestFinished } from "vitest";
import { runHookbridge } from "../support/run-hookbridge.ts";
import { startHookbridge } from "../support/start-hookbridge.ts";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "hookbridge-osls-"));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** No credentials and no network: what asks for either fails at once. */
const env = {
  AWS_ACCESS_KEY_ID: "",
  AWS_SECRET_ACCESS_KEY: "",
  AWS_PROFILE: "",
  AWS_EC2_METADATA_DISABLED: "true",
  SLS_TELEMETRY_DISABLED: "1",
  SLS_NOTIFICATIONS_MODE: "off",
};

/** A service whose template says which flags osls was given. */
function writeService(more = ""): void {
  writeFileSync(
    join(project, "serverless.yml"),
    `service: flags
provider:
  name: aws
resources:
  Description: \${sls:stage} \${opt:region, 'none'} \${opt:aws-profile, 'none'} \${param:config, 'none'}
${more}`,
  );
}

const run = (...args: readonly string[]) =>
  runHookbridge(args, { cwd: project, env: { ...env, HOME: project } });

it("package passes stage, region, profile, configuration and what stands after -- to osls, and prints no data", () => {
  writeService();
  const place = [
    "--stage",
    "prod",
    "--region",
    "eu-west-1",
    "--profile",
    "acme",
    "--config",
    "other.config.ts",
  ];
  const { code, out, err } = run("package", ...place, "--", "--package", "elsewhere");
  expect([code, out], err).toEqual([0, ""]);
  const file = join(project, "elsewhere/cloudformation-template-update-stack.json");
  expect(JSON.parse(readFileSync(file, "utf8")).Description).toBe("prod eu-west-1 acme other.config.ts");
  expect(existsSync(join(project, ".serverless/cloudformation-template-update-stack.json"))).toBe(false);
});

it("package ends with 2 where osls refuses the project, in osls's words", () => {
  writeService("functions: 7\n");
  const { code, out, err } = run("package");
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("functions");
});

it.each(["deploy", "remove"])("%s ends with 3 where osls can't reach AWS", (command) => {
  writeService();
  const { code, out, err } = run(command, "--stage", "dev");
  expect([code, out]).toEqual([3, ""]);
  expect(err).toMatch(/credentials/i);
});

it("deploy ends osls too when it is interrupted by itself, as by a program that runs it, and ends with 130", async () => {
  writeService();
  // AWS that never answers.
  const silent = createServer((socket) => socket.resume().on("error", () => {})).listen(0, "127.0.0.1");
  onTestFinished(() => void silent.close());
  await once(silent, "listening");
  const asked = once(silent, "connection");
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const { child, ended } = startHookbridge(["deploy", "--stage", "dev", "--region", "eu-west-1"], {
    cwd: project,
    env: { ...env, HOME: project, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_ENDPOINT_URL: url },
  });
  await asked;
  child.kill("SIGINT");
  expect(await ended).toMatchObject({ code: 130, out: "" });
});
