import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { bundleFunctions } from "../../../src/stack/bundle/bundle.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text of the `receive` bundle for sources of these providers. */
async function receiveWith(...providers: readonly string[]): Promise<string> {
  const configFile = join(folder, `${providers.join("-")}.config.ts`);
  const sources = providers.map((name) => `${name.toLowerCase()}: { provider: ${name}, bus: "main" }`);
  writeFileSync(
    configFile,
    `import { defineBridge } from "hookbridge";
     import { ${providers.join(", ")} } from "hookbridge/providers";
     export default defineBridge({ buses: { main: {} }, sources: { ${sources.join(", ")} } });`,
  );
  const { receive } = await bundleFunctions({ configFile, outDir: join(folder, providers.join("-")) });
  return readFileSync(receive, "utf8");
}

it("a bundle holds the schemes and providers of its sources, and no others", async () => {
  const hashes = await receiveWith("github", "stripe");
  const tokens = await receiveWith("github", "plaid");
  const errorOfJose = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  expect([hashes.includes(errorOfJose), tokens.includes(errorOfJose)]).toEqual([false, true]);
  expect([hashes.includes("com.plaid"), tokens.includes("com.plaid")]).toEqual([false, true]);
  expect(tokens.length).toBeGreaterThan(hashes.length);
});
