import { registerHooks } from "node:module";
import { hmacOracle } from "../families/hmac.mjs";
import { require } from "../families/require.mjs";

let handle;

// npm's receiver hands its judge to a server; this one keeps it, for restify 5 does not start under today's Node.
globalThis.__oracleRestify = {
  plugins: new Proxy({}, { get: () => () => undefined }),
  createServer: () => ({
    use: () => undefined,
    emit: () => undefined,
    post: (_, handler) => {
      handle = handler;
    },
  }),
};
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "restify") return { url: "oracle:restify", format: "commonjs", shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url === "oracle:restify")
      return {
        format: "commonjs",
        source: "module.exports = globalThis.__oracleRestify",
        shortCircuit: true,
      };
    return next(url, context);
  },
});
const receiver = require("npm-hook-receiver");

export default hmacOracle({
  sdk: "npm-hook-receiver",
  witness: "vendor",
  header: "x-npm-signature",
  value: (digest) => `sha256=${digest}`,
  members: { event: "package:star", hookOwner: { username: "acme" } },
  verify: ({ headers, body }, secret) => {
    receiver({ secret, mount: "/hook" });
    let status;
    const request = { headers, _body: body, body: { hookOwner: {} } };
    handle(
      request,
      {
        send: (code) => {
          status = code;
        },
      },
      () => {},
    );
    return status === 200;
  },
});
