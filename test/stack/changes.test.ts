import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { deployedMetadata } from "../../src/aws/deployed-stack.ts";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { github, slack } from "../../src/providers/index.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import { changesBetween } from "../../src/stack/changes.ts";
import { deploymentOf } from "../../src/stack/deployment.ts";
import { inventoryKey, inventoryOf } from "../../src/stack/inventory.ts";

const source = { provider: github, bus: "events" } as const;
const inventory = (config: Parameters<typeof defineBridge>[0]) =>
  inventoryOf(deploymentOf(defineBridge(config), "prod"));

const base = { buses: { events: { archiveDays: 30 }, people: {} }, sources: { a: source, b: source } };
const before = inventory(base);

describe("a deployment says what will happen", () => {
  it.each([
    ["nothing", base, []],
    [
      "a source is added",
      { ...base, sources: { ...base.sources, c: source } },
      [/"c" is added: it answers 503/],
    ],
    ["a source is removed", { ...base, sources: { a: source } }, [/"b" is removed: its URL answers 401/]],
    [
      "a source has another provider",
      { ...base, sources: { a: source, b: { ...source, provider: slack } } },
      [/"b" changes from github to slack/],
    ],
    ["a bus is added", { ...base, buses: { ...base.buses, more: {} } }, [/"more" is added/]],
    [
      "a bus is removed",
      { ...base, buses: { events: { archiveDays: 30 } } },
      [/"people" leaves the stack, and stays/],
    ],
    [
      "an archive is shortened",
      { ...base, buses: { events: { archiveDays: 7 }, people: {} } },
      [/7 days, no longer 30/],
    ],
    [
      "an archive is dropped",
      { ...base, buses: { events: {}, people: {} } },
      [/"events" has no archive any more/],
    ],
    [
      "an archive is made",
      { ...base, buses: { events: { archiveDays: 30 }, people: { archiveDays: 9 } } },
      [/"people" gets an archive of 9 days/],
    ],
    [
      "the front door is another",
      { ...base, deployment: { frontDoor: { kind: "function-url" } } as const },
      [/from http-api to function-url: the URLs of all sources change/],
    ],
  ] as const)("%s", (_what, config, expected) => {
    const said = changesBetween(before, inventory(config));
    expect(said).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(said[index]).toMatch(pattern);
  });
});

describe("what is deployed is read from the stack itself", () => {
  const { template } = buildStack(defineBridge(base), "prod");
  const asked: string[] = [];

  beforeAll(() => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "a");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "b");
  });
  afterAll(() => vi.unstubAllEnvs());

  /** CloudFormation's answer to GetTemplate, in the XML that it speaks. */
  async function answered(status: number, xml: string): Promise<unknown> {
    const { createServer } = await import("node:http");
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      asked.push(body);
      response.writeHead(status, { "content-type": "text/xml" }).end(xml);
    });
    const port = await new Promise<number>((done) => {
      server.listen(0, "127.0.0.1", () => done((server.address() as { port: number }).port));
    });
    vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${port}`);
    try {
      return await deployedMetadata("hookbridge-prod", "eu-west-1", inventoryKey);
    } finally {
      server.close();
    }
  }

  it("its template's metadata holds the inventory", async () => {
    const body = JSON.stringify(template).replaceAll('"', "&quot;");
    const xml = `<GetTemplateResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`;
    expect(await answered(200, xml)).toEqual(before);
    expect(asked[0]).toContain("StackName=hookbridge-prod");
  });

  it("a stack that does not exist has none", async () => {
    const xml =
      "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id hookbridge-prod does not exist</Message></Error></ErrorResponse>";
    expect(await answered(400, xml)).toBeUndefined();
  });

  it("a refusal of AWS is not taken for a first deployment", async () => {
    const xml =
      "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>";
    await expect(answered(403, xml)).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
