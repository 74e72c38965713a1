import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { copyProject, osls } from "../packaged/package-fixture.ts";

it("osls prints the error of a configuration once, and packages nothing", async () => {
  const project = copyProject(
    'import { defineBridge } from "hookbridge"; export default defineBridge({ buses: { "no such": {} }, sources: {} });',
  );
  try {
    const failure = await osls(project, "package").catch((error: { stderr: string; code: number }) => error);
    expect(failure).toMatchObject({ code: 2 });
    expect((failure as { stderr: string }).stderr.match(/bus name "no such"/g)).toHaveLength(1);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});
