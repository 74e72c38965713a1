// A plugin of osls: puts the two bundles as receive.zip and publish.zip where osls looks for packages.
const { join } = require("node:path");
const { runTypeScript } = require("./run-typescript.cjs");

module.exports = class Bundles {
  constructor(serverless) {
    this.hooks = {
      "before:package:createDeploymentArtifacts": () => bundle(serverless),
      "before:package:function:package": () => bundle(serverless),
    };
  }
};

function bundle({ service, serviceDir }) {
  const folder = join(serviceDir, ".serverless");
  runTypeScript("src/cli/bundle.ts", ["--config", service.custom.config, "--out", folder]);
  for (const name of service.getAllFunctions())
    service.getFunction(name).package = { artifact: join(folder, `${name}.zip`) };
}
