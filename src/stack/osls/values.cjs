// What serverless.yml takes from bridge.config.ts: ${file(src/stack/osls/values.cjs):environment} and so on.
const { runTypeScript } = require("./run-typescript.cjs");

const built = new Map();

module.exports = async ({ resolveVariable }) => {
  const stage = await resolveVariable("sls:stage");
  const config = await resolveVariable("param:config, 'bridge.config.ts'");
  const key = JSON.stringify([stage, config]);
  if (!built.has(key))
    built.set(key, JSON.parse(runTypeScript("src/cli/stack.ts", ["--stage", stage, "--config", config])));
  return built.get(key);
};
