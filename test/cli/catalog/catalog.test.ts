import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventSchema } from "../../../src/events/event-schema.ts";
import { projectFolder, runHookbridge } from "../support/run-hookbridge.ts";

const config = `
import { defineBridge } from "${join(projectFolder, "src/index.ts")}";
import { bamboohr, github, stripe } from "${join(projectFolder, "src/providers/index.ts")}";
export default defineBridge({
  name: "acme",
  buses: { engineering: {}, payments: {}, people: {} },
  sources: {
    code: { provider: github, bus: "engineering", accept: ["issues.*", "push"], redact: ["/sender"] },
    "more-code": { provider: github, bus: "engineering", accept: ["push"] },
    billing: { provider: stripe, bus: "payments" },
    hr: { provider: bamboohr, bus: ({ name }) => (name.startsWith("employee") ? "people" : "engineering") },
  },
});
`;

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-catalog-"));
  file = join(folder, "bridge.config.ts");
  writeFileSync(file, config);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const catalog = (...flags: readonly string[]) => runHookbridge(["catalog", "--config", file, ...flags]);

interface Message {
  readonly payload: { readonly allOf: readonly [object, { readonly properties: object }] };
  readonly description: string;
  readonly examples?: readonly { readonly payload: object }[];
}
interface Document {
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly description: string; readonly messages: object }>
  >;
  readonly components: { readonly messages: Readonly<Record<string, Message>> };
}

it("prints AsyncAPI: each bus with the events of its sources, and nothing that accept refuses", () => {
  const { code, out, err } = catalog("--stage", "dev");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { channels, components }: Document = JSON.parse(out);
  expect(Object.values(channels).map(({ address }) => address)).toEqual([
    "acme-dev-engineering",
    "acme-dev-payments",
    "acme-dev-people",
  ]);
  const inEngineering = Object.keys(channels.engineering?.messages ?? {});
  expect(inEngineering).toContain("com.github.issues.opened");
  expect(inEngineering).toContain("com.github.push");
  expect(inEngineering).not.toContain("com.github.pull_request.opened");
  expect(Object.keys(channels.payments?.messages ?? {})).toContain("com.stripe.invoice.paid");
  // The function chose the bus for what was recorded; for other names it may choose another.
  expect(Object.keys(channels.people?.messages ?? {})).toContain("com.bamboohr.employee.updated");
  expect(channels.people?.description).toContain("hr");
  const push = components.messages["com.github.push"];
  expect(push?.description).toBe("Published by the sources code, more-code.");
  expect(push?.payload.allOf[1].properties).toEqual({
    source: { const: "com.github" },
    "detail-type": { const: "push" },
    detail: {
      properties: {
        type: { const: "com.github.push" },
        entity: { const: "push" },
        action: { const: "created" },
      },
    },
  });
});

it("every reference leads somewhere, and every example is an event by the schema and redacted", () => {
  const { out } = catalog();
  const document: Document = JSON.parse(out);
  const at = (pointer: string): unknown =>
    pointer
      .slice(2)
      .split("/")
      .reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)?.[key], document);
  const references = Array.from(out.matchAll(/"\$ref": "(#[^"]+)"/g), ([, pointer = ""]) => pointer);
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((pointer) => at(pointer) === undefined)).toEqual([]);
  const isEvent = new Ajv({ strict: false, validateFormats: false }).compile(eventSchema);
  const examples = Object.values(document.components.messages).flatMap(({ examples = [] }) => examples);
  expect(examples.length).toBeGreaterThan(5);
  expect(examples.filter(({ payload }) => !isEvent(payload))).toEqual([]);
  expect(isEvent({ ...examples[0]?.payload, detail: { specversion: "1.0" } })).toBe(false);
  const opened = document.components.messages["com.github.issues.opened"]?.examples?.[0]?.payload;
  expect(opened).toMatchObject({ detail: { data: { sender: "[redacted]" } } });
});

it("writes a folder for EventCatalog, with owners", () => {
  const folderOut = join(folder, "catalog");
  const { code, out, err } = catalog("--format", "eventcatalog", "--out", folderOut, "--owner", "platform");
  expect({ code, out }).toEqual({ code: 0, out: "" });
  expect(err).toMatch(/^\d+ files were written to .*catalog\.\n$/);
  expect(readdirSync(folderOut).sort()).toEqual(["channels", "events", "services"]);
  expect(readdirSync(join(folderOut, "channels"))).toEqual([
    "acme-prod-engineering",
    "acme-prod-payments",
    "acme-prod-people",
  ]);
  const page = readFileSync(join(folderOut, "events/com.github.push/index.mdx"), "utf8");
  expect(page).toContain('id: "com.github.push"\n');
  expect(page).toContain('owners: ["platform"]\n');
  expect(page).toContain("Published by `code`, `more-code`.");
  const service = readFileSync(join(folderOut, "services/acme-prod/index.mdx"), "utf8");
  const sends = /^sends: (.*)$/m.exec(service)?.[1] ?? "[]";
  expect(JSON.parse(sends)).toContainEqual({
    id: "com.github.push",
    version: "1.0.0",
    to: [{ id: "acme-prod-engineering", version: "1.0.0" }],
  });
});

it("says what is missing: a folder, a format, a configuration", () => {
  const unnamed = catalog("--format", "eventcatalog");
  expect(unnamed.code).toBe(2);
  expect(unnamed.err).toContain("next:  Name it: npx hookbridge catalog --format eventcatalog --out catalog");
  expect(catalog("--format", "openapi").code).toBe(2);
  expect(runHookbridge(["catalog", "--config", join(folder, "none.ts")]).code).toBe(2);
});
