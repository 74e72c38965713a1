import { spawnSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

/** What a newcomer gets wrong, by the id of a provider: what its contract must say. */
interface Mistake {
  readonly signature?: object;
  /** Its fixture's .json, instead of one that is right; as a text it is the file. */
  readonly json?: object | string;
  /** After the body. */
  readonly tail?: string;
  readonly files?: readonly ("http" | "json")[];
  /** Texts of its failures. */
  readonly says: readonly string[];
  /** None of its failures has it. */
  readonly never?: string;
}

const signature = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-acme-signature" };
const body = '{"type":"order.paid","id":"evt_1"}';
const json = {
  clock: 1_780_000_000,
  origin: "https://hooks.example.com",
  secrets: ["a-secret-for-tests"],
  outcome: "accepted",
  events: [{ type: "order.paid", id: "evt_1", source: "/sources/it" }],
  witness: { kind: "documentation", by: "node:crypto, by hand" },
};
const { witness: _, ...unwitnessed } = json;
const likeliest =
  'not accepted: signature-mismatch. Likeliest: "secrets" in order-paid.json, then hash, encoding and signed';

const mistakes: Readonly<Record<string, Mistake>> = {
  right: { says: [] },
  unrecorded: {
    files: [],
    says: ["no request is recorded, so nothing tests", "npx hookbridge fixture <source> <name>"],
  },
  "without-http": {
    files: ["json"],
    says: [
      "order-paid.json has no order-paid.http beside it: record both with npx hookbridge fixture <source> order-paid --folder ",
    ],
  },
  "without-json": { files: ["http"], says: ["order-paid.http has no order-paid.json beside it"] },
  "without-events": { json: { ...json, events: [] }, says: ["no fixture is accepted with events"] },
  "member-typo": {
    json: { ...json, outcom: "accepted" },
    says: ['order-paid.json has an unknown member "outcom"; similar: outcome'],
  },
  "event-typo": {
    json: { ...json, events: [{ ...json.events[0], subjet: "x" }] },
    says: ['order-paid.json: "events" 0 has an unknown member "subjet"; similar: subject'],
  },
  "no-outcome": {
    json: { ...json, outcome: undefined },
    says: ['order-paid.json: "outcome" must be "accepted" or "handshake"'],
  },
  "no-witness": {
    json: unwitnessed,
    says: ['order-paid.json has no "witness"; its kinds: CONTRIBUTING.md#a-fixture'],
  },
  "witness-kind": {
    json: { ...json, witness: { kind: "sdk", by: "acme-sdk 1.2.0 sign()" } },
    says: [
      '"witness.kind" is "sdk"; it is one of vendor-sdk, published, captured, third-party, documentation',
    ],
  },
  "broken-json": { json: "{", says: ["order-paid.json is not JSON: "] },
  "line-feed": {
    tail: "\n",
    says: ["order-paid.http ends in a line feed; without it the signature is right"],
    never: "Likeliest",
  },
  "wrong-header": {
    signature: { ...signature, header: "x-acme-signatur" },
    says: ["order-paid.http has no header x-acme-signatur (similar: x-acme-signature)"],
    never: "hookbridge fixture",
  },
  "wrong-secret": { json: { ...json, secrets: ["another-secret"] }, says: [likeliest], never: "coversUrl" },
  "wrong-hash": { signature: { ...signature, hash: "sha512" }, says: [likeliest], never: "coversUrl" },
  "no-tolerance": {
    signature: { ...signature, timestamp: "header:x-time", signed: "{timestamp}.{body}" },
    says: ["signs a timestamp and has no toleranceSeconds: add toleranceSeconds: 300"],
  },
  "unknown-scheme": {
    signature: { ...signature, scheme: "hmca" },
    says: ['there is no scheme "hmca"; similar: hmac'],
  },
};

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "hookbridge-contract-"));
const messages = new Map<string, string[]>();

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const digest = createHmac("sha256", "a-secret-for-tests").update(body).digest("hex");
  const head = `POST /hooks/acme HTTP/1.1\nhost: hooks.example.com\nx-acme-signature: ${digest}\nx-time: 1780000000`;
  const providers = Object.entries(mistakes).map(([id, mistake]) => {
    for (const kind of mistake.files ?? ["http", "json"]) {
      const content = mistake.json ?? json;
      const text = typeof content === "string" ? content : JSON.stringify(content);
      write(`${id}/order-paid.${kind}`, kind === "http" ? `${head}\n\n${body}${mistake.tail ?? ""}` : text);
    }
    return {
      id,
      name: "Acme",
      category: "custom",
      docs: "https://docs.acme.example",
      setup: { where: "Settings", secret: "issued-by-provider" },
      signature: mistake.signature ?? signature,
      event: { source: "com.acme", type: ["body:/type"], id: "body:/id" },
    };
  });
  write(
    "contract.test.ts",
    `import { describeProvider } from ${JSON.stringify(join(root, "test/support/describe-provider.ts"))};
for (const provider of ${JSON.stringify(providers)}) describeProvider(provider as never, ${JSON.stringify(folder)} + "/" + provider.id);`,
  );
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [
    vitest,
    "run",
    "--root",
    folder,
    "--reporter=json",
    "--outputFile",
    join(folder, "found.json"),
  ];
  spawnSync(process.execPath, args, { cwd: root });
  const found = JSON.parse(readFileSync(join(folder, "found.json"), "utf8"));
  for (const test of found.testResults.flatMap(
    (file: { assertionResults: object[] }) => file.assertionResults,
  ))
    messages.set(test.ancestorTitles[0], [
      ...(messages.get(test.ancestorTitles[0]) ?? []),
      ...test.failureMessages,
    ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(Object.entries(mistakes))(
  "the contract of a provider with the mistake %s says so",
  (id, { says, never }) => {
    const said = messages.get(id);
    expect(said).toBeDefined();
    expect(said?.length === 0).toBe(says.length === 0);
    for (const text of says) expect(said?.join("\n")).toContain(text);
    if (never) expect(said?.join("\n")).not.toContain(never);
  },
);
