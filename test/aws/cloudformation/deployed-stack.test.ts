import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { deployedMetadata } from "../../../src/aws/cloudformation/deployed-stack.ts";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { github } from "../../../src/providers/index.ts";
import { buildStack } from "../../../src/stack/build-stack.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import { inventoryKey, inventoryOf } from "../../../src/stack/inventory.ts";

const bridge = defineBridge({
  buses: { events: { archiveDays: 30 }, people: {} },
  sources: { a: { provider: github, bus: "events" }, b: { provider: github, bus: "events" } },
});

describe("the inventory of a deployed stack", () => {
  const { template } = buildStack(bridge, "prod");
  const asked: string[] = [];

  beforeAll(() => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", "a");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "b");
  });
  afterAll(() => vi.unstubAllEnvs());

  /** The metadata, when CloudFormation gives this answer to GetTemplate. */
  async function answered(status: number, xml: string): Promise<unknown> {
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

  it("is in its template's metadata", async () => {
    const body = JSON.stringify(template).replaceAll('"', "&quot;");
    const xml = `<GetTemplateResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`;
    expect(await answered(200, xml)).toEqual(inventoryOf(deploymentOf(bridge, "prod")));
    expect(asked[0]).toContain("StackName=hookbridge-prod");
  });

  it("does not exist for a stack that does not exist", async () => {
    const xml =
      "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id hookbridge-prod does not exist</Message></Error></ErrorResponse>";
    expect(await answered(400, xml)).toBeUndefined();
  });

  it("throws when AWS refuses, which must not pass for a first deployment", async () => {
    const xml =
      "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error></ErrorResponse>";
    await expect(answered(403, xml)).rejects.toMatchObject({ name: "AccessDenied" });
  });
});
