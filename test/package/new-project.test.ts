import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import {
  eventOf,
  issueHeaders,
  nodePrograms,
  programOf,
  runToEnd,
  sendSigned,
  startBridge,
  withNode,
} from "./program.ts";

const { project: installed, tarball } = inject("installed");
const folder = mkdtempSync(join(tmpdir(), "hookbridge-new-project-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const project = join(folder, "my-hooks");
const [oldest] = nodePrograms();

describe("a project of one's own, as `hookbridge init` makes it", () => {
  beforeAll(async () => {
    const flags = ["--providers", "github,stripe", "--region", "eu-west-1", "--from", tarball];
    const made = await runToEnd(
      oldest.file,
      [programOf(installed), "init", "my-hooks", ...flags],
      folder,
      withNode(oldest),
    );
    expect(made.code, made.err).toBe(0);
    const args = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
    const npm = await runToEnd("npm", args, project);
    expect(npm.code, npm.err).toBe(0);
  });

  it("has no secret and nothing of the repository's folder in it", () => {
    for (const name of ["package.json", "bridge.config.ts", "serverless.yml", "tsconfig.json", "README.md"])
      expect(readFileSync(join(project, name), "utf8")).not.toContain(
        import.meta.dirname.replace("/test/package", "/"),
      );
  });

  it.each(nodePrograms())("npm test runs its recorded requests: Node.js $version", async (node) => {
    const { code, out, err } = await runToEnd("npm", ["test"], project, withNode(node));
    expect(code, out + err).toBe(0);
    expect(out).toContain("com.github.");
    expect(out).toContain("com.stripe.");
  });

  it.each(nodePrograms())(
    "npm start takes a signed webhook, and its event is on the bus: Node.js $version",
    async (node) => {
      const start = ["npm", "start", "--"] as const;
      const dataDirectory = `.hookbridge/${node.version}`;
      const bridge = await startBridge({ command: start, project, dataDirectory, sources: ["github"], node });
      try {
        const issue = JSON.stringify({ action: "opened", issue: { number: 82 } });
        expect((await sendSigned(bridge, "github", issueHeaders(`new-${node.version}`), issue)).status).toBe(
          200,
        );
        expect((await eventOf(bridge, "github")).event.detail.type).toBe("com.github.issues.opened");
      } finally {
        await bridge.stop();
      }
    },
  );

  it("packages", async () => {
    const { code, err } = await runToEnd(
      oldest.file,
      [programOf(project), "package"],
      project,
      withNode(oldest),
    );
    expect(code, err).toBe(0);
    expect(existsSync(join(project, ".serverless/receive.zip"))).toBe(true);
  });
});
