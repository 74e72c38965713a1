// A plugin of osls: packages the two bundles as receive.zip and publish.zip, writes a template for other tools, and reports before a
// deployment what it changes.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");
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
      "after:aws:deploy:deploy:uploadArtifacts": () => uploadEvents(serverless),
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

/** The folder of the package for other tools than osls. */
const plainFolder = ({ serviceDir }) => join(serviceDir, ".hookbridge", "package");

/**
 * Writes the template and the zip files for other tools than osls, once the template is complete. What it says of the package becomes a part
 * of osls's template too.
 */
function writePlainPackage(serverless) {
  const { service, serviceDir } = serverless;
  const { provider } = service;
  const template = provider.compiledCloudFormationTemplate;
  const compiled = {
    stackName: provider.stackName,
    tags: provider.stackTags ?? {},
    template,
    zips: join(serviceDir, ".serverless"),
  };
  const args = ["--out", plainFolder(serverless), "--config", service.custom.config];
  const record = runTypeScript("src/cli/plain-package.ts", args, {}, JSON.stringify(compiled));
  template.Metadata = { ...template.Metadata, HookbridgePackage: JSON.parse(record) };
}

/**
 * Stores the events of this package in the deployment bucket, where `hookbridge diff` finds them by the template's metadata. Beside the
 * folders of deployments: osls would deploy unchanged packages again if another file was in theirs.
 */
async function uploadEvents(serverless) {
  const { provider, service } = serverless.service;
  const file = join(plainFolder(serverless), provider.stackName, "events.json");
  const { HookbridgePackage } = provider.compiledCloudFormationTemplate.Metadata;
  if (provider.shouldNotDeploy || !existsSync(file)) return;
  const aws = serverless.getProvider("aws");
  const s3 = new S3Client(await aws.getAwsSdkV3Config());
  await s3.send(
    new PutObjectCommand({
      Bucket: await aws.getServerlessDeploymentBucketName(),
      Key: `${aws.getDeploymentPrefix()}/${service}/${aws.getStage()}/events/${HookbridgePackage.events}.json`,
      Body: readFileSync(file),
      ContentType: "application/json",
    }),
  );
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
