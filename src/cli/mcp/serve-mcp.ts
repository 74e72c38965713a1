import { BridgeError } from "../../core/errors.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import { type BridgeFlags, connect } from "../program/connect.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printNote } from "../program/output.ts";
import { packageFacts } from "../program/package-facts.ts";
import { askTool, type BridgeTool, bridgeTools } from "./bridge-tools.ts";
import type { ToolInput } from "./tool-input.ts";

/** What is used of the protocol's SDK. It is no dependency: only who wants this command installs it. */
interface ProtocolServer {
  setRequestHandler(schema: object, handle: (request: ToolRequest) => Promise<object> | object): void;
  connect(transport: object): Promise<void>;
  close(): Promise<void>;
  onclose?: () => void;
}

interface ToolRequest {
  readonly params: { readonly name: string; readonly arguments?: ToolInput };
}

interface ProtocolSdk {
  readonly Server: new (about: object, options: object) => ProtocolServer;
  readonly StdioServerTransport: new () => object;
  readonly ListToolsRequestSchema: object;
  readonly CallToolRequestSchema: object;
}

const sdkName = "@modelcontextprotocol/sdk";

/** @throws BridgeError `wrong-use` where the SDK is not installed */
async function loadSdk(): Promise<ProtocolSdk> {
  try {
    const [server, stdio, types] = await Promise.all([
      import(`${sdkName}/server/index.js`),
      import(`${sdkName}/server/stdio.js`),
      import(`${sdkName}/types.js`),
    ]);
    return { ...server, ...stdio, ...types } as ProtocolSdk;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw cause;
    throw new BridgeError(
      "wrong-use",
      "The SDK of the Model Context Protocol is not installed.",
      `Install it in this project: npm install --save-dev ${sdkName}`,
      cause,
    );
  }
}

const toolAnswer = (text: string, isError = false): object => ({
  content: [{ type: "text", text }],
  ...(isError && { isError }),
});

/** A failure as the assistant reads it: it can tell its user what to do. */
function toolFailure(error: unknown): object {
  if (error instanceof BridgeError) return toolAnswer(`${error.message} Next: ${error.remedy}`, true);
  return toolAnswer(error instanceof Error ? `${error.name}: ${error.message}` : String(error), true);
}

/** Connects at the first question, and again after one that failed: an editor may start before the bridge does. */
function laterBridge(flags: BridgeFlags) {
  let connecting: Promise<RunningBridge> | undefined;
  const drop = async (): Promise<void> => {
    const before = connecting;
    connecting = undefined;
    await before?.then((bridge) => bridge.close()).catch(() => {});
  };
  return {
    async ask(tool: BridgeTool, input: ToolInput): Promise<string> {
      connecting ??= connect(flags, false);
      try {
        return await askTool(tool, await connecting, input, Date.now());
      } catch (error) {
        // A bridge that has gone may come back at another address.
        await drop();
        throw error;
      }
    },
    drop,
  };
}

/** Answers an assistant over standard input and output until its input ends. */
export async function serveMcp(flags: BridgeFlags): Promise<void> {
  const { Server, StdioServerTransport, ListToolsRequestSchema, CallToolRequestSchema } = await loadSdk();
  const tools = bridgeTools(Date.now);
  const later = laterBridge(flags);
  const about = { name: "hookbridge", version: packageFacts().version };
  const server = new Server(about, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema,
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) return toolAnswer(`There is no tool ${params.name}.`, true);
    try {
      return toolAnswer(await later.ask(tool, params.arguments ?? {}));
    } catch (error) {
      return toolFailure(error);
    }
  });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  server.onclose = resolve;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      process.exitCode = exitCodes.interrupted;
      void server.close();
    });
  process.stdin.once("end", () => void server.close());
  await server.connect(new StdioServerTransport());
  printNote(`Waiting for an assistant on standard input: ${tools.length} tools, which only read.`);
  await ended;
  await later.drop();
}
