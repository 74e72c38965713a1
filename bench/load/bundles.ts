import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundleFunctions } from "../../src/stack/bundle/bundle.ts";
import { bundling } from "../../src/stack/bundle/esbuild.ts";
import { leanSdk } from "../../src/stack/bundle/lean-sdk.ts";
import { loadedAtStart } from "./run-module.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The SDK's clients and commands that each function uses, and nothing else. */
const clientsOf = {
  receive: `
    import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
    import { SSMClient, GetParameterCommand, PutParameterCommand } from "@aws-sdk/client-ssm";
    import { SecretsManagerClient, GetSecretValueCommand, CreateSecretCommand } from "@aws-sdk/client-secrets-manager";
    import { S3Client, PutObjectCommand, GetObjectCommand } from "@aws-sdk/client-s3";
    const clients = [new SQSClient({}), new SSMClient({})];
    export const handler = () => [clients, SecretsManagerClient, S3Client, SendMessageCommand, GetParameterCommand,
      PutParameterCommand, GetSecretValueCommand, CreateSecretCommand, PutObjectCommand, GetObjectCommand];`,
  publish: `
    import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
    import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
    import { DynamoDBClient, BatchGetItemCommand, BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
    import { S3Client, PutObjectCommand, GetObjectCommand } from "@aws-sdk/client-s3";
    const clients = [new SQSClient({}), new EventBridgeClient({}), new DynamoDBClient({})];
    export const handler = () => [clients, S3Client, SendMessageCommand, PutEventsCommand, BatchGetItemCommand,
      BatchWriteItemCommand, PutObjectCommand, GetObjectCommand];`,
} as const;

export type FunctionName = keyof typeof clientsOf;

/** A bundle on the disk, its size in bytes and its size when packed. */
export interface Bundle {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
}

const measured = (file: string): Bundle => ({
  file,
  bytes: statSync(file).size,
  gzip: gzipSync(readFileSync(file), { level: 9 }).length,
});

/** The clients of one function alone, bundled as the function is. */
export async function sdkBundle(name: FunctionName, folder: string): Promise<Bundle> {
  const outfile = join(folder, `sdk-${name}.mjs`);
  await build({
    ...bundling,
    stdin: { contents: clientsOf[name], resolveDir: root },
    outfile,
    plugins: [leanSdk],
    minify: true,
  });
  return measured(outfile);
}

/** What a function loads at start: the bytes of all its modules together. */
function atStart(file: string, folder: string): Bundle {
  const all = loadedAtStart(folder, file).map(measured);
  const sum = (of: (one: Bundle) => number): number => all.reduce((total, one) => total + of(one), 0);
  return { file, bytes: sum(({ bytes }) => bytes), gzip: sum(({ gzip }) => gzip) };
}

/** Both functions, bundled with a configuration, as far as they are loaded at start. */
export async function functionBundles(
  configFile: string,
  outDir: string,
): Promise<Readonly<Record<FunctionName, Bundle>>> {
  const { receive, publish } = await bundleFunctions({ configFile, outDir });
  return { receive: atStart(receive, outDir), publish: atStart(publish, outDir) };
}

/** A provider, by the name that it is imported with and by its id, which its source has too. */
type Imported = readonly [name: string, provider: { readonly id: string }];

const github: Imported = ["github", { id: "github" }];

function configOf(folder: string, name: string, imports: string, sources: readonly Imported[]): string {
  const file = join(folder, `${name}.config.ts`);
  const entries = sources.map(([provider, { id }]) => `"${id}": { provider: ${provider}, bus: "main" }`);
  writeFileSync(
    file,
    `import { defineBridge } from "hookbridge";
     ${imports}
     export default defineBridge({ buses: { main: {} }, sources: { ${entries.join(", ")} } });`,
  );
  return file;
}

/** A configuration with so many of the catalogue's providers, each with one source. */
export function configWith(folder: string, sources: readonly Imported[]): string {
  const imports = `import { ${sources.map(([provider]) => provider).join(", ")} } from "hookbridge/providers";`;
  return configOf(folder, `of-${sources.length}`, imports, sources);
}

/** A configuration with one source, `github`. */
export const githubAlone = (folder: string): string => configWith(folder, [github]);

/** Bytes that the catalogue adds to a bundle of one provider: nothing, or the bundle grows with every vendor that is added. */
export async function catalogueGrowth(folder: string): Promise<number> {
  const own = `import github from ${JSON.stringify(join(root, "src/providers/github.ts"))};`;
  const alone = configOf(folder, "alone", own, [github]);
  const among = githubAlone(folder);
  const size = async (configFile: string, name: string): Promise<number> => {
    const { receive, publish } = await functionBundles(configFile, join(folder, name));
    return receive.bytes + publish.bytes;
  };
  return (await size(among, "among")) - (await size(alone, "alone"));
}
