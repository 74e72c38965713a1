// A plugin of osls: puts the two bundles as receive.zip and publish.zip where osls looks for packages, and says before a deployment
// what it changes.
const { join } = require("node:path");
const { runTypeScript } = require("./run-typescript.cjs");

module.exports = class Hookbridge {
  constructor(serverless, options) {
    this.hooks = {
      "before:package:createDeploymentArtifacts": () => bundle(serverless),
      "before:package:function:package": () => bundle(serverless),
      "after:package:compileFunctions": () => dropRepeatedDependencies(serverless),
      "before:deploy:deploy": () => tellChanges(serverless, options),
    };
  }
};

/** osls lets a function depend on its role, which it refers to anyway; validators complain of that. */
function dropRepeatedDependencies({ service }) {
  for (const resource of Object.values(service.provider.compiledCloudFormationTemplate.Resources)) {
    const role = resource.Properties?.Role?.["Fn::GetAtt"]?.[0];
    if (role && Array.isArray(resource.DependsOn))
      resource.DependsOn = resource.DependsOn.filter((id) => id !== role);
  }
}

/** What the deployment means for sources, buses and URLs, before anything is sent. */
function tellChanges({ service }, options) {
  const { stage, region } = service.provider;
  const args = ["--stage", stage, "--region", region, "--config", service.custom.config];
  const profile = options["aws-profile"];
  const said = runTypeScript("src/cli/changes.ts", args, profile ? { AWS_PROFILE: profile } : {});
  if (said) process.stderr.write(`\nWhat this changes:\n${said}\n`);
}

function bundle({ service, serviceDir }) {
  const folder = join(serviceDir, ".serverless");
  runTypeScript("src/cli/bundle.ts", ["--config", service.custom.config, "--out", folder]);
  for (const name of service.getAllFunctions())
    service.getFunction(name).package = { artifact: join(folder, `${name}.zip`) };
}
