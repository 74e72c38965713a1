import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventListOf } from "../../../src/cli/diff/event-list.ts";
import type { StackDiff } from "../../../src/cli/diff/stack-diff.ts";
import { buildStack } from "../../../src/stack/build-stack.ts";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";
import { writePlainPackage } from "../../../src/stack/plain/plain-package.ts";
import { type Ended, runHookbridge } from "../support/run-hookbridge.ts";

const project = mkdtempSync(join(tmpdir(), "hookbridge-diff-"));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const config = (bus: string, sources: string): string => `
import { defineBridge } from "hookbridge";
import { github, slack } from "hookbridge/providers";
export default defineBridge({ name: "hooks", buses: { events: {}, ${bus} }, sources: { ${sources} } });`;

/** Packages a configuration without osls, which takes seconds: what it adds to the template is the same for all. */
async function packageInto(folder: string, version: string, text: string): Promise<void> {
  const file = join(project, "bridge.config.ts");
  writeFileSync(file, text);
  const bridge = await loadBridge(file);
  const { stackName, tags, template } = buildStack(bridge, "dev");
  const events = JSON.stringify(await eventListOf(bridge, project, version));
  const code = { S3Bucket: "made", S3Key: "serverless/hookbridge/dev/1/receive.zip" };
  writeFileSync(join(project, "receive.zip"), version);
  const receive = { Type: "AWS::Lambda::Function", Properties: { Code: code } };
  const compiled = { ...template, Resources: { ...template.Resources, ReceiveLambdaFunction: receive } };
  writePlainPackage(
    { stackName, tags, template: compiled, zips: project, version, events },
    join(project, folder),
  );
}

const github = '"acme-github": { provider: github, bus: "events" }';
const slack = '"acme-slack": { provider: slack, bus: "events" }';

beforeAll(async () => {
  await packageInto("first", "1.0.0", config("", `${github}, ${slack}`));
  await packageInto(
    "moved",
    "1.1.0",
    config("code: {}", `${github.replace('"events"', '"code"')}, ${slack}`),
  );
  await packageInto(
    "grown",
    "1.0.0",
    config("", `${github}, ${slack}, chat: { provider: slack, bus: "events" }`),
  );
});

const diff = (...flags: readonly string[]): Ended => runHookbridge(["diff", ...flags], { cwd: project });
const json = (...flags: readonly string[]): StackDiff => JSON.parse(diff(...flags, "--json").out);

describe("hookbridge diff of two packages", () => {
  it("says that nothing changes", () => {
    const { code, out, err } = diff("--against", "first", "--package", "first", "--fail");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("No recorded request gives another event.");
    expect(out).toContain("No resource changes.");
  });

  it("shows what consumers notice first, in one row for all requests with the same difference", () => {
    const { code, out, err } = diff("--against", "first", "--package", "moved");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("The version goes from 1.0.0 to 1.1.0.");
    expect(out).toContain('**The events of source "acme-github" (github) change**');
    expect(
      out.match(/^\| branch-created, .*issue-opened.* \| bus \| `events` \| `code` \|$/m),
    ).not.toBeNull();
    expect(out).toContain('Bus "code" is added.');
    expect(out).toContain("- The code of `ReceiveLambdaFunction` changes");
    expect(out).toContain("- Added: `CodeBus` (Events::EventBus)");
    expect(out).toMatch(/Changed: `PublishRole` .*\n {2}- Policies: new is `Allow events:PutEvents on /);
    expect(out.indexOf("### Events")).toBeLessThan(out.indexOf("### Resources"));
  });

  it("ends with 1 where events change and --fail is given, and only then", () => {
    const pair = ["--against", "first", "--package", "moved", "--fail"];
    expect(diff(...pair).code).toBe(1);
    expect(diff("--against", "first", "--package", "grown", "--fail").code).toBe(0);
    expect(diff("--against", "grown", "--package", "first", "--fail").code).toBe(1);
  });

  it("prints the same as JSON", () => {
    const printed = json("--against", "first", "--package", "grown");
    expect(printed).toMatchObject({ stack: "hooks-dev", eventsChange: false, notes: [], code: [] });
    expect(printed.version).toEqual({ before: "1.0.0", after: "1.0.0" });
    expect(printed.events).toEqual([
      { source: "chat", provider: "slack", kind: "added", differences: [], notCompared: [] },
    ]);
    expect(printed.meaning).toEqual([expect.stringContaining('Source "chat" is added')]);
  });

  it("compares the stack alone with a package that has no events and no record, and says so", () => {
    rmSync(join(project, "grown/hooks-dev/events.json"));
    const { out, code } = diff("--against", "grown", "--package", "first", "--fail");
    expect(code).toBe(0);
    expect(out).toContain(
      "> What this is compared with has no list of its events, so events are not compared.",
    );
  });

  it("names a folder without a package, and what makes one", () => {
    const { code, out, err } = diff("--against", "nowhere");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(
      /There is no package of the stack hooks-dev in nowhere\.\n {2}next: {2}npx hookbridge package writes/,
    );
  });
});
