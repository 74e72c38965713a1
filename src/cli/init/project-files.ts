import type { ProjectOptions } from "./project-options.ts";
import { readmeText } from "./readme-text.ts";
import { workflowText } from "./workflow-text.ts";

const packageJson = ({ name }: ProjectOptions, version: string): string =>
  `${JSON.stringify(
    {
      name,
      private: true,
      type: "module",
      engines: { node: ">=22.18" },
      scripts: { start: "hookbridge start", test: "hookbridge test" },
      dependencies: { hookbridge: version },
      devDependencies: { "@types/node": "^24.19.2", typescript: "^7.0.2" },
    },
    undefined,
    2,
  )}\n`;

function configText({ name, providers }: ProjectOptions): string {
  const imports = providers.map(({ exported }) => exported).sort();
  const sources = providers.map(({ exported, id }) => {
    const key = /^[a-z][a-z0-9]*$/.test(id) ? id : `"${id}"`;
    return `    ${key}: { provider: ${exported}, bus: "events" },\n`;
  });
  return `import { defineBridge } from "hookbridge";
import { ${imports.join(", ")} } from "hookbridge/providers";

/** The buses of this deployment and the sources that publish on them. */
export default defineBridge({
  name: "${name}",
  buses: {
    events: { archiveDays: 30 },
  },
  sources: {
${sources.join("")}  },
});
`;
}

const serverlessYml = ({
  name,
  region,
}: ProjectOptions): string => `# Packaged and deployed with osls. The plugin adds the stack of bridge.config.ts;
# functions and resources of your own can stand beside it.
service: ${name}
frameworkVersion: "4"

provider:
  name: aws
  region: \${opt:region, '${region}'}

plugins:
  - hookbridge/serverless
`;

const tsconfig = {
  compilerOptions: {
    target: "es2024",
    module: "nodenext",
    moduleDetection: "force",
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ["bridge.config.ts", "consumers", "workflows", "providers"],
};

const gitignore = `node_modules/
# Secrets, events and queues of this machine.
.hookbridge/
.serverless/
`;

const providersReadme = `# Your own vendors

\`npx hookbridge new-provider <id>\` writes the file of a vendor that is not in the catalogue, and \`npx hookbridge fixture\` records its requests here.
`;

/**
 * The files of a new project, by their paths in it.
 * @param version of the bridge, as package.json has it
 */
export const projectFiles = (options: ProjectOptions, version: string): Readonly<Record<string, string>> => ({
  "package.json": packageJson(options, version),
  "bridge.config.ts": configText(options),
  "serverless.yml": serverlessYml(options),
  "tsconfig.json": `${JSON.stringify(tsconfig, undefined, 2)}\n`,
  ".gitignore": gitignore,
  "providers/README.md": providersReadme,
  ".github/workflows/bridge.yml": workflowText(options),
  "README.md": readmeText(options),
});
