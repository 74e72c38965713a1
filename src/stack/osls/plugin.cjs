// A plugin of osls: packages the two bundles as receive.zip and publish.zip, writes a template for other tools, and reports before a
// deployment what it changes.
const { join } = require("node:path");
const { runTypeScript } = require("./run-typescript.cjs");

module.exports = class Hookbridge {
  constructor(serverless, options) {
    this.hooks = {
      "before:package:createDeploymentArtifacts": () => bundle(serverless),
      "before:package:function:package": () => bundle(serverless),
      "after:package:compileFunctions": () => dropRepeatedDependencies(serverless),
      "after:aws:package:finalize:addExportNameForOutputs": () => dropExports(serverless),
      "before:aws:package:finalize:saveServiceState": () => writePlainPackage(serverless),
      "before:deploy:deploy": () => reportChanges(serverless, options),
    };
  }
};

/** osls makes a function depend on its role, to which it refers anyway. Validators warn about that. */
function dropRepeatedDependencies({ service }) {
  for (const resource of Object.values(service.provider.compiledCloudFormationTemplate.Resources)) {
    const role = resource.Properties?.Role?.["Fn::GetAtt"]?.[0];
    if (role && Array.isArray(resource.DependsOn))
      resource.DependsOn = resource.DependsOn.filter((id) => id !== role);
  }
}

/** osls exports its own output under the service's name and the stage: a second deployment in an account and region would collide. */
function dropExports({ service }) {
  for (const output of Object.values(service.provider.compiledCloudFormationTemplate.Outputs))
    delete output.Export;
}

/** Writes the template and the zip files for other tools than osls, once the template is complete. */
function writePlainPackage({ service, serviceDir }) {
  const { provider } = service;
  const compiled = {
    stackName: provider.stackName,
    tags: provider.stackTags ?? {},
    template: provider.compiledCloudFormationTemplate,
    zips: join(serviceDir, ".serverless"),
  };
  const out = join(serviceDir, ".hookbridge", "package");
  runTypeScript("src/cli/plain-package.ts", ["--out", out], {}, JSON.stringify(compiled));
}

/** Reports what the deployment changes for sources, buses and URLs, and what does not fit the account, before anything is sent to AWS. */
function reportChanges({ service }, options) {
  const { stage, region } = service.provider;
  const args = ["--stage", stage, "--region", region, "--config", service.custom.config];
  const profile = options["aws-profile"];
  const changes = runTypeScript("src/cli/changes.ts", args, profile ? { AWS_PROFILE: profile } : {});
  if (changes) process.stderr.write(`${changes}\n`);
}

function bundle({ service, serviceDir }) {
  const folder = join(serviceDir, ".serverless");
  runTypeScript("src/cli/bundle.ts", ["--config", service.custom.config, "--out", folder]);
  for (const name of service.getAllFunctions())
    service.getFunction(name).package = { artifact: join(folder, `${name}.zip`) };
}
