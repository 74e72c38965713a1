import { existsSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, expect, inject, it } from "vitest";
import { serveFake } from "../support/bridge/serve-fake.ts";
import { programOf } from "./program.ts";

const { project } = inject("installed");
const tools = resolve(import.meta.dirname, "../../packaging/node_modules");

/** What is used of the SDK's client, which only packaging/ has. */
interface ProtocolClient {
  connect(transport: object): Promise<void>;
  listTools(): Promise<{
    readonly tools: readonly { readonly name: string; readonly annotations?: object }[];
  }>;
  callTool(call: {
    readonly name: string;
    readonly arguments?: object;
  }): Promise<{ readonly content: readonly { readonly text: string }[]; readonly isError?: boolean }>;
  close(): Promise<void>;
}

async function client(dataDirectory: string): Promise<ProtocolClient> {
  const sdk = join(tools, "@modelcontextprotocol/sdk/dist/esm/client");
  const { Client } = await import(join(sdk, "index.js"));
  const { StdioClientTransport } = await import(join(sdk, "stdio.js"));
  const made: ProtocolClient = new Client({ name: "test", version: "1.0.0" });
  const args = [programOf(project), "mcp", "--data-dir", dataDirectory];
  await made.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: project, stderr: "ignore" }),
  );
  return made;
}

// As a user installs the SDK beside the package.
beforeAll(() => {
  const link = join(project, "node_modules/@modelcontextprotocol");
  if (!existsSync(link)) symlinkSync(join(tools, "@modelcontextprotocol"), link);
});

it("offers a running bridge to the protocol's own client, to read only", async () => {
  const served = await serveFake();
  const asking = await client(served.dataDirectory);
  try {
    const listed = (await asking.listTools()).tools;
    expect(listed.map(({ name }) => name)).toContain("explain_refusal");
    expect(listed.filter(({ annotations }) => !annotations || !("readOnlyHint" in annotations))).toEqual([]);
    const answer = await asking.callTool({ name: "list_requests", arguments: { limit: 2 } });
    expect(JSON.parse(answer.content[0]?.text ?? "").items).toHaveLength(2);
    const wrong = await asking.callTool({ name: "get_request", arguments: {} });
    expect(wrong).toMatchObject({ isError: true });
    expect(wrong.content[0]?.text).toContain('"id" is not given');
    expect(served.fake.changes).toEqual([]);
  } finally {
    await asking.close();
    await served.close();
  }
});

it("waits for a bridge that does not run yet, and says how it is started", async () => {
  const asking = await client(join(project, "no-such-data"));
  try {
    const answer = await asking.callTool({ name: "list_sources" });
    expect(answer.isError).toBe(true);
    expect(answer.content[0]?.text).toContain("npx hookbridge start");
  } finally {
    await asking.close();
  }
});
