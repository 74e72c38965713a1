/** A bridge with a source for each way that a request can go. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { makeTestProject, secret, type TestProject } from "./runtime-fixture.ts";

const here = (path: string): string =>
  JSON.stringify(pathToFileURL(join(resolve(import.meta.dirname, "../../.."), path)).pathname);

/** Secrets that no answer may hold, of which each belongs to something else. */
export const allSecrets = {
  older: "an-older-signing-secret-of-ways",
  token: "a-token-that-the-vendor-sends-along",
  verify: "the-verify-token-of-one-handshaking",
  otherToken: "another-bearer-token-of-a-stranger",
} as const;

const config = `
import { defineBridge } from ${here("src/config/define-bridge.ts")};
import { defineProvider } from ${here("src/core/provider.ts")};
const ways = defineProvider({
  id: "ways", name: "Ways", category: "code", docs: "https://example.com", deadlineSeconds: 10,
  setup: { where: "Settings > Webhooks", secret: "issued-by-provider" },
  signature: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-hub-signature-256", prefix: "sha256=" },
  handshakes: [{ name: "challenge", method: "GET", unsigned: true,
    token: { from: "query:verify_token", role: "verifyToken" }, answer: { echo: "query:challenge" } }],
  event: { source: "com.ways", type: ["header:x-github-event", "body:/action"], id: "body:/id", subject: "body:/issue",
    each: "body:/list", words: { "issues.*": "issue" } },
});
const tokens = defineProvider({
  id: "tokens", name: "Tokens", category: "code", docs: "https://example.com",
  setup: { where: "Settings", secret: "chosen-by-you" },
  signature: { scheme: "token", from: "header:x-vendor-token" },
  event: { source: "com.tokens", type: ["body:/action"], id: "body:/id" },
});
export default defineBridge({
  buses: { main: { archiveDays: 3 }, other: {} },
  sources: {
    ways: { provider: ways, bus: "main", accept: ["issues.*"] },
    tokens: { provider: tokens, bus: "other" },
    parked: { provider: ways, bus: () => { throw new Error("no bus today"); } },
    redacting: { provider: ways, bus: "main", redact: ["/customer/email"] },
    secretless: { provider: ways, bus: "main" },
  },
});
`;

/** The configuration and its secrets, in a directory of their own. */
export function makeWaysProject(): TestProject {
  const project = makeTestProject();
  writeFileSync(project.configFile, config);
  const { older, token, verify } = allSecrets;
  const secrets = {
    ways: [secret, older, `verifyToken:${verify}`],
    tokens: [token],
    parked: [secret],
    redacting: [secret],
    secretless: [],
  };
  writeFileSync(project.secretsFile, JSON.stringify(secrets));
  return project;
}
