import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import github from "../../../src/providers/github.ts";
import { bundleFunctions, type FunctionBundles } from "../../../src/stack/bundle/bundle.ts";
import { bundleFiles, filesAtStart } from "../../../src/stack/bundle/bundle-files.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "hookbridge-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The bundles of a configuration with sources of these providers. */
async function bundledWith(...providers: readonly string[]): Promise<FunctionBundles> {
  const configFile = join(folder, `${providers.join("-")}.config.ts`);
  const sources = providers.map((name) => `${name.toLowerCase()}: { provider: ${name}, bus: "main" }`);
  writeFileSync(
    configFile,
    `import { defineBridge } from "hookbridge";
     import { ${providers.join(", ")} } from "hookbridge/providers";
     export default defineBridge({ buses: { main: {} }, sources: { ${sources.join(", ")} } });`,
  );
  return bundleFunctions({ configFile, outDir: join(folder, providers.join("-")) });
}

const textOf = (files: readonly string[]): string => files.map((file) => readFileSync(file, "utf8")).join("");

/** The project's own files that modules were made of. */
function sourcesOf(files: readonly string[]): readonly string[] {
  const all = files.flatMap((file) => {
    const { sources }: { readonly sources: readonly string[] } = JSON.parse(
      readFileSync(`${file}.map`, "utf8"),
    );
    return sources.map((source) => relative(root, resolve(dirname(file), source)));
  });
  return [...new Set(all)].filter((file) => file.startsWith("src/"));
}

describe("a bundle", () => {
  it("holds the schemes and providers of its sources, and no others", async () => {
    const hashes = await bundledWith("github", "stripe");
    const tokens = await bundledWith("github", "plaid");
    const [hashText, tokenText] = [hashes, tokens].map(({ receive }) => textOf(bundleFiles(receive)));
    const errorOfJose = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
    expect([hashText, tokenText].map((text) => text?.includes(errorOfJose))).toEqual([false, true]);
    expect([hashText, tokenText].map((text) => text?.includes("com.plaid"))).toEqual([false, true]);
    const schemes = sourcesOf(bundleFiles(tokens.receive)).filter((file) => file.includes("/schemes/"));
    expect(schemes.map((file) => file.split("/").at(-1)).sort()).toEqual(["hmac.ts", "index.ts", "jwt.ts"]);
  });

  it("holds no check of providers, subscriptions or event names, and no list of them", async () => {
    const { receive, publish } = await bundledWith("github");
    const sources = [receive, publish].flatMap((bundle) => sourcesOf(bundleFiles(bundle)));
    expect(sources.length).toBeGreaterThan(50);
    const isCheck = /config\/(own-providers|subscriptions)\/|config\/known-|core\/patterns/;
    // Those that stand for them are empty.
    expect([...new Set(sources.filter((file) => isCheck.test(file)))].sort()).toEqual([
      "src/config/known-settings.ts",
      "src/config/own-providers/check-provider.ts",
      "src/config/subscriptions/check-subscriptions.ts",
    ]);
  });

  it("holds of a provider what its function uses, and nothing that only people read", async () => {
    const { receive, publish } = await bundledWith("github");
    const [received, published] = [receive, publish].map((bundle) => textOf(bundleFiles(bundle)));
    const holds = (text: string) => [received?.includes(text), published?.includes(text)];
    expect(holds("x-hub-signature-256")).toEqual([true, true]);
    expect(holds("pull-request merged")).toEqual([false, true]);
    const { docs, setup, retries, event } = github;
    for (const prose of [docs, setup.where, retries?.source, event.equalDeliveries?.why])
      expect(holds(prose ?? "")).toEqual([false, false]);
  });

  it("loads the clients of S3 and of the secret stores only where they are needed", async () => {
    const { receive, publish } = await bundledWith("github");
    const ownPackages = (files: readonly string[]) =>
      sourcesOf(files).filter((file) => /s3-objects|\/secrets\/(ssm|secrets-manager)\./.test(file));
    const [early, all] = [filesAtStart, bundleFiles].map((files) => ownPackages(files(receive)).sort());
    expect(early).toEqual([]);
    expect(all).toEqual([
      "src/aws/secrets/secrets-manager.ts",
      "src/aws/secrets/ssm.ts",
      "src/aws/stores/s3-objects.ts",
    ]);
    expect(ownPackages(filesAtStart(publish))).toEqual([]);
    expect(ownPackages(bundleFiles(publish))).toEqual(["src/aws/stores/s3-objects.ts"]);
    const clientsIn = (files: readonly string[]) =>
      new Set(
        textOf(files.map((file) => `${file}.map`)).match(/client-(?:s3|ssm|secrets-manager|sqs)(?=\/)/g),
      );
    expect([...clientsIn(filesAtStart(receive))]).toEqual(["client-sqs"]);
    expect(clientsIn(bundleFiles(receive)).size).toBe(4);
  });

  it("of publish loads no signature code at start, and with it that of messages of version 1", async () => {
    const { receive, publish } = await bundledWith("github", "adyen");
    const isSignature = (file: string): boolean => /^src\/(?:signatures|handshakes)\//.test(file);
    expect(sourcesOf(filesAtStart(publish)).filter(isSignature)).toEqual([]);
    expect(sourcesOf(bundleFiles(publish)).filter(isSignature)).toContain(
      "src/signatures/schemes/item-hmac.ts",
    );
    expect(sourcesOf(filesAtStart(receive)).filter(isSignature)).toContain("src/signatures/schemes/hmac.ts");
    // Its configuration was checked when it was packaged.
    for (const bundle of [receive, publish])
      expect(textOf(bundleFiles(bundle))).not.toMatch(/has the scheme "|would accept nothing|has no setting/);
    // What describes and signs is for docs and samples.
    for (const bundle of [receive, publish]) {
      const extra = sourcesOf(bundleFiles(bundle)).filter((file) =>
        /\/signing\/|words\.ts$|describe/.test(file),
      );
      expect(extra.filter((file) => file !== "src/core/words/words.ts")).toEqual([]);
    }
  });
});
