import { expect, it } from "vitest";
import { runHookbridge } from "../support/run-hookbridge.ts";

// With the SDK, the command is tested in an installed project: test/package/mcp.test.ts.
it("says how its SDK is installed", () => {
  expect(runHookbridge(["mcp"])).toEqual({
    code: 2,
    out: "",
    err: `error: The SDK of the Model Context Protocol is not installed.
  cause: Cannot find package '@modelcontextprotocol/sdk' imported from ${new URL("../../../src/cli/mcp/serve-mcp.ts", import.meta.url).pathname}
  next:  Install it in this project: npm install --save-dev @modelcontextprotocol/sdk
`,
  });
});
