/** A Parameter Store for one machine: the operations that secrets need, the values in one JSON file. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Json, parseJson } from "../../../core/json/json.ts";
import { numberOr, optionalText, requiredText, texts } from "../aws-json-input.ts";
import { AwsError, type Input, startAwsJsonServer } from "../aws-json-server.ts";

interface StoredParameter {
  readonly value: string;
  readonly version: number;
  readonly type: string;
  /** Epoch seconds. */
  readonly modified?: number;
}

/** What `startSsm` needs. */
export interface SsmOptions {
  readonly host: "127.0.0.1";
  /** 0 takes any free port. */
  readonly port: number;
  /** The file with all parameters; made, readable by its owner only, at the first write. */
  readonly file: string;
  /** The clock: a date, or milliseconds since 1970. */
  readonly now: () => Date | number;
}

/** A running Parameter Store. */
export interface SsmServer {
  readonly url: string;
  close(): Promise<void>;
  /** Writes a SecureString, a new version when the name is known. */
  put(name: string, value: string): void;
  get(name: string): string | undefined;
  /** Whether there was such a parameter. */
  remove(name: string): boolean;
}

function isParameter(value: Json): value is Json & StoredParameter {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { value: text, version, type } = value as Input;
  return typeof text === "string" && typeof version === "number" && typeof type === "string";
}

function read(file: string): Map<string, StoredParameter> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw error;
  }
  const parsed = parseJson(text)?.value;
  const entries: [string, Json][] =
    typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  if (parsed === undefined || !entries.every(([, value]) => isParameter(value))) {
    throw new Error(`${file} is not a file of parameters: repair or delete it, then start again.`);
  }
  return new Map(entries as [string, Json & StoredParameter][]);
}

/** Replaces the file as a whole: a crash at any point leaves the old or the new one. */
function write(file: string, parameters: ReadonlyMap<string, StoredParameter>): void {
  const temporary = `${file}.${crypto.randomUUID()}.tmp`;
  const descriptor = openSync(temporary, "wx", 0o600);
  try {
    writeFileSync(descriptor, `${JSON.stringify(Object.fromEntries(parameters), null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
  // The new name itself is only safe once the directory is; Windows cannot open directories.
  if (process.platform === "win32") return;
  const directory = openSync(dirname(file), "r");
  fsyncSync(directory);
  closeSync(directory);
}

/** Starts a Parameter Store; resolves when it listens. */
export async function startSsm(options: SsmOptions): Promise<SsmServer> {
  const parameters = read(options.file);

  function put(name: string, value: string, type = "SecureString"): number {
    const version = (parameters.get(name)?.version ?? 0) + 1;
    const modified = new Date(options.now()).getTime() / 1000;
    const changed = new Map(parameters).set(name, { value, version, type, modified });
    write(options.file, changed);
    parameters.set(name, { value, version, type, modified });
    return version;
  }

  function remove(name: string): boolean {
    if (!parameters.has(name)) return false;
    const changed = new Map(parameters);
    changed.delete(name);
    write(options.file, changed);
    return parameters.delete(name);
  }

  function describe(name: string): object | undefined {
    const parameter = parameters.get(name);
    if (!parameter) return undefined;
    const { value, version, type, modified } = parameter;
    return {
      Name: name,
      Type: type,
      Value: value,
      Version: version,
      LastModifiedDate: modified,
      ARN: `arn:aws:ssm:us-east-1:000000000000:parameter${name.startsWith("/") ? "" : "/"}${name}`,
      DataType: "text",
    };
  }

  // AWS gives these two errors no message.
  const notFound = () => new AwsError("ParameterNotFound", "");

  function getParametersByPath(input: Input): object {
    const path = requiredText(input, "Path").replace(/\/*$/, "/");
    const names = [...parameters.keys()].sort().filter((name) => {
      if (!name.startsWith(path)) return false;
      return input.Recursive === true || !name.slice(path.length).includes("/");
    });
    const start = Number(optionalText(input, "NextToken") ?? "0");
    if (!Number.isSafeInteger(start) || start < 0) throw new AwsError("InvalidNextToken", "");
    const end = start + numberOr(input, "MaxResults", 10);
    const next = end < names.length ? String(end) : undefined;
    return { Parameters: names.slice(start, end).map(describe), NextToken: next };
  }

  function getParameters(input: Input): object {
    const names = texts(input, "Names");
    return {
      Parameters: names.flatMap((name) => describe(name) ?? []),
      InvalidParameters: names.filter((name) => !parameters.has(name)),
    };
  }

  function putParameter(input: Input): object {
    const name = requiredText(input, "Name");
    if (parameters.has(name) && input.Overwrite !== true) {
      throw new AwsError(
        "ParameterAlreadyExists",
        "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
      );
    }
    const type = optionalText(input, "Type") ?? parameters.get(name)?.type ?? "String";
    return { Version: put(name, requiredText(input, "Value"), type), Tier: "Standard" };
  }

  const server = await startAwsJsonServer({
    host: options.host,
    port: options.port,
    target: "AmazonSSM",
    operations: new Map<string, (input: Input) => object>([
      [
        "GetParameter",
        (input) => {
          const parameter = describe(requiredText(input, "Name"));
          if (!parameter) throw notFound();
          return { Parameter: parameter };
        },
      ],
      ["GetParameters", getParameters],
      ["GetParametersByPath", getParametersByPath],
      ["PutParameter", putParameter],
      [
        "DeleteParameter",
        (input) => {
          if (!remove(requiredText(input, "Name"))) throw notFound();
          return {};
        },
      ],
    ]),
  });
  return {
    url: server.url,
    close: () => server.close(),
    put: (name, value) => void put(name, value),
    get: (name) => parameters.get(name)?.value,
    remove,
  };
}
