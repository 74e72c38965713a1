// The plugin of osls, `hookbridge/serverless`: adds the bridge of bridge.config.ts to the service in serverless.yml. It packages the two bundles
// as receive.zip and publish.zip, writes a template for other tools, and reports before a deployment what it changes. The consumers of
// `subscriptions` are a stack of their own: deployed after the bridge, removed before it.
const { existsSync, readFileSync } = require("node:fs");
const { join, relative } = require("node:path");
const { PutObjectCommand, S3Client } = require("@aws-sdk/client-s3");
const { asksAws, credentialVariables } = require("./credentials.cjs");
const { fail, runShowingNotes, runTypeScript } = require("./run-typescript.cjs");

module.exports = class Hookbridge {
  constructor(serverless, options) {
    this.hooks = {};
    const { commands, isHelpRequest } = serverless.processedInput;
    if (isHelpRequest || commands[0] === "plugin") return;
    // `--param only=consumers` is for packages; a deployment of the consumers alone is a command of its own.
    this.commands = {
      consumers: {
        usage: "The stack of the bridge's consumers",
        commands: {
          deploy: { usage: "Deploy the consumers alone", lifecycleEvents: ["run"] },
          remove: { usage: "Remove the consumers alone", lifecycleEvents: ["run"] },
        },
      },
    };
    let variables = {};
    const both = paramOf(serverless, "only") !== "bridge";
    // Added here, because osls reads functions anew only from what it was given when plugins are constructed.
    const ours = addBridge(serverless, options);
    this.hooks = {
      initialize: async () => {
        if (asksAws(commands)) variables = await credentialVariables(serverless);
      },
      "after:package:finalize": () => (commands[0] === "package" ? tellPackage(serverless) : undefined),
      "before:package:createDeploymentArtifacts": () => bundle(serverless),
      "before:package:function:package": () => bundle(serverless),
      "after:package:compileFunctions": () => dropRepeatedDependencies(serverless, ours),
      "after:aws:package:finalize:addExportNameForOutputs": () => dropExports(serverless),
      "before:aws:package:finalize:mergeCustomProviderResources": () => refuseSameNames(serverless, ours),
      "before:aws:package:finalize:saveServiceState": () => {
        writePlainPackage(serverless);
        if (both) packageConsumers(serverless);
      },
      "before:deploy:deploy": () => reportChanges(serverless, variables),
      "after:aws:deploy:deploy:uploadArtifacts": () => uploadEvents(serverless),
      "after:deploy:deploy": () => (both ? deployConsumers(serverless, variables) : undefined),
      "before:remove:remove": () => (both ? removeConsumers(serverless, variables) : undefined),
      "consumers:deploy:run": () => {
        packageConsumers(serverless);
        return deployConsumers(serverless, variables);
      },
      "consumers:remove:run": () => removeConsumers(serverless, variables),
    };
  }
};

/**
 * Path of the configuration: `--param config=…`, `custom.hookbridge.config` or bridge.config.ts. The flag is read here, because osls gives
 * variables their values after it has constructed the plugins.
 */
function configOf(serverless) {
  return (
    paramOf(serverless, "config") ??
    serverless.configurationInput.custom?.hookbridge?.config ??
    "bridge.config.ts"
  );
}

/** The value of a flag `--param name=value`. */
function paramOf({ processedInput }, name) {
  const params = [processedInput.options.param ?? []].flat();
  return params.findLast((param) => param.startsWith(`${name}=`))?.slice(name.length + 1);
}

function stageOf(options, { provider }) {
  const stage = options.stage ?? options.s ?? provider.stage ?? "dev";
  if (stage.includes("${"))
    fail(
      `The stage is ${stage}, which osls reads only after its plugins. Give the flag --stage, or write \`stage\` with \${opt:…} or \${env:…}.`,
      2,
    );
  return stage;
}

/** Adds the bridge's parts to the service. @returns them */
function addBridge(serverless, options) {
  const { configurationInput: service } = serverless;
  const stage = stageOf(options, service);
  const { provider, functions, resources } = service;
  const input = JSON.stringify({ provider, functions, resources });
  const args = ["--stage", stage, "--config", configOf(serverless)];
  const ours = JSON.parse(runTypeScript("src/cli/stack.ts", args, {}, input));
  const { deploymentMethod, stackTags, ...settings } = ours.provider;
  Object.assign(provider, { deploymentMethod, ...provider, ...settings });
  provider.stackTags = { ...provider.stackTags, ...stackTags };
  service.functions = joined(functions, ours.functions);
  service.resources = joinedResources(resources, ours.resources);
  serverless.service.functions = service.functions;
  serverless.service.resources = service.resources;
  return ours;
}

/** Members of both. Those of a list stay where they are, because osls still sets variables by their place. */
const joined = (users, ours) => (Array.isArray(users) ? [...users, ours] : { ...users, ...ours });

function joinedResources(users, ours) {
  if (Array.isArray(users)) return [...users, ours];
  const sections = Object.entries(ours).map(([section, members]) => [
    section,
    joined(users?.[section], members),
  ]);
  return { ...users, ...Object.fromEntries(sections) };
}

/** What osls itself made for the user's functions, such as an HTTP API, must not be merged with what the bridge has under the same name. */
function refuseSameNames({ service, classes }, { resources }) {
  const compiled = service.provider.compiledCloudFormationTemplate;
  for (const section of ["Resources", "Outputs"]) {
    const twice = Object.keys(resources[section]).find((name) =>
      Object.hasOwn(compiled[section] ?? {}, name),
    );
    if (twice !== undefined)
      throw new classes.Error(
        [
          `osls makes "${twice}" (${section}) for a function or an event in serverless.yml, and the bridge has one of that name.`,
          'Choose another front door in bridge.config.ts (`frontDoor: { kind: "function-url" }`), or keep that function in a service of its own.',
        ].join("\n"),
        "HOOKBRIDGE_NAME_DEFINED_TWICE",
      );
  }
}

/** osls makes a function depend on its role, to which it refers anyway. Validators warn about that. */
function dropRepeatedDependencies(serverless, ours) {
  const { Resources } = serverless.service.provider.compiledCloudFormationTemplate;
  const { naming } = serverless.getProvider("aws");
  for (const name of Object.keys(ours.functions)) {
    const resource = Resources[naming.getLambdaLogicalId(name)];
    const role = resource?.Properties.Role?.["Fn::GetAtt"]?.[0];
    if (role && Array.isArray(resource.DependsOn))
      resource.DependsOn = resource.DependsOn.filter((id) => id !== role);
  }
}

/** osls exports its own outputs under the service's name and the stage: a second deployment in an account and region would collide. */
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
  const args = ["--out", plainFolder(serverless), "--config", configOf(serverless)];
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
function reportChanges(serverless, variables) {
  const aws = serverless.getProvider("aws");
  const args = ["--stage", aws.getStage(), "--region", aws.getRegion(), "--config", configOf(serverless)];
  const changes = runTypeScript("src/cli/changes.ts", args, variables);
  if (changes) process.stderr.write(`${changes}\n`);
}

/** Says where the packages for other tools are. */
function tellPackage(serverless) {
  const { stackName } = serverless.service.provider;
  const names = [stackName, `${stackName}-consumers`].filter((name) =>
    existsSync(join(plainFolder(serverless), name)),
  );
  const folder = relative(process.cwd(), plainFolder(serverless));
  process.stderr.write(`Packaged for other tools in ${folder}: ${names.join(" and ")}.\n`);
}

/** Flags of the commands for the consumers' stack. */
function consumerFlags(serverless) {
  const aws = serverless.getProvider("aws");
  return ["--stage", aws.getStage(), "--config", configOf(serverless)];
}

/** Writes the package of the consumers' stack beside the bridge's. */
function packageConsumers(serverless) {
  const args = [...consumerFlags(serverless), "--out", join(serverless.serviceDir, ".hookbridge", "package")];
  runTypeScript("src/cli/consumers/package-consumers.ts", args);
}

/** Deploys the consumers' stack through a change set. Its code is beside osls's own folders, which a removal empties too. */
async function deployConsumers(serverless, variables) {
  const { provider, service } = serverless.service;
  const aws = serverless.getProvider("aws");
  const args = [
    ...consumerFlags(serverless),
    ...["--out", join(serverless.serviceDir, ".hookbridge", "package")],
    ...["--region", aws.getRegion()],
    ...["--bucket", await aws.getServerlessDeploymentBucketName()],
    ...[
      "--prefix",
      `${aws.getDeploymentPrefix()}/${service}/${aws.getStage()}/consumers/${provider.stackName}/`,
    ],
  ];
  runShowingNotes("src/cli/consumers/deploy-consumers.ts", args, variables);
}

function removeConsumers(serverless, variables) {
  const args = [...consumerFlags(serverless), "--region", serverless.getProvider("aws").getRegion()];
  runShowingNotes("src/cli/consumers/remove-consumers.ts", args, variables);
}

function bundle(serverless) {
  const folder = join(serverless.serviceDir, ".serverless");
  const warnings = runTypeScript("src/cli/bundle.ts", ["--config", configOf(serverless), "--out", folder]);
  if (warnings) process.stderr.write(warnings);
}
