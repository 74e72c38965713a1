import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PlainStack } from "../../src/stack/plain/plain-package.ts";
import type { PlainTemplate } from "../../src/stack/plain/plain-template.ts";
import { type Package, packageBridge, packagingMs } from "../../test/stack/packaged/package-fixture.ts";
import { configs } from "../../test/stack/support/configs.ts";

type Blocks = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
interface Module {
  readonly resource: Readonly<Record<string, Blocks>>;
  readonly data: Readonly<Record<string, Blocks>>;
  readonly output: Blocks;
  readonly locals: readonly Readonly<Record<string, string>>[];
  readonly variable: Blocks;
}

const text = readFileSync(new URL("main.tf", import.meta.url), "utf8");
let module: Module;
let made: Package;
let template: PlainTemplate;
let stack: PlainStack;

beforeAll(async () => {
  module = (await parse("main.tf", text)) as unknown as Module;
  made = await packageBridge(configs.usual, "--stage", "prod");
  const read = (file: string) =>
    JSON.parse(readFileSync(join(made.directory, ".hookbridge/package/hookbridge-prod", file), "utf8"));
  template = read("template.json");
  stack = read("stack.json");
}, packagingMs);
afterAll(() => made?.remove());

const bridge = () => module.resource.aws_cloudformation_stack?.bridge?.[0] ?? {};

it("gives the stack exactly the template's parameters", () => {
  expect(Object.keys(bridge().parameters ?? {}).sort()).toEqual(Object.keys(template.Parameters).sort());
});

it("stores each file where the template looks for it", () => {
  const { prefix } = Object.assign({}, ...module.locals) as Record<string, string>;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own templates.
  expect(prefix).toBe("${local.stack.stackName}/");
  expect(template.Parameters.ArtifactPrefix?.Default).toBe(`${stack.stackName}/`);
  expect(module.resource.aws_s3_object?.artifact?.[0]).toMatchObject({
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own templates.
    key: "${local.prefix}${basename(each.value)}",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Terraform's own templates.
    for_each: "${local.stack.artifacts}",
  });
  for (const [id, file] of Object.entries(stack.artifacts))
    expect(template.Resources[id]?.Properties?.Code).toMatchObject({
      S3Key: { "Fn::Sub": file.replace(/^artifacts\//, `\${ArtifactPrefix}`) },
    });
});

it("reads members of stack.json that are there, and shows an output that the template has", () => {
  const members = Array.from(text.matchAll(/local\.stack\.(\w+)/g), ([, name = ""]) => name);
  expect([...new Set(members)].sort()).toEqual(["artifacts", "capabilities", "stackName", "tags"]);
  for (const name of members) expect(stack).toHaveProperty(name);
  const outputs = Array.from(text.matchAll(/outputs\["(\w+)"\]/g), ([, name = ""]) => name);
  expect(outputs).toEqual(["HooksUrl"]);
  expect(Object.keys(template.Outputs ?? {})).toEqual(expect.arrayContaining(outputs));
});

it("refers only to variables, locals and resources that it has", () => {
  const names = (pattern: RegExp): readonly string[] => [
    ...new Set(Array.from(text.matchAll(pattern), ([, name = ""]) => name)),
  ];
  const locals = Object.keys(Object.assign({}, ...module.locals));
  expect(names(/\bvar\.(\w+)/g).filter((name) => !(name in module.variable))).toEqual([]);
  expect(names(/\blocal\.(\w+)/g).filter((name) => !locals.includes(name))).toEqual([]);
  const objects = module.resource.aws_s3_object ?? {};
  expect(names(/\baws_s3_object\.(\w+)/g).filter((name) => !(name in objects))).toEqual([]);
  const buckets = module.data.aws_s3_bucket ?? {};
  expect(names(/\bdata\.aws_s3_bucket\.(\w+)/g).filter((name) => !(name in buckets))).toEqual([]);
});
