import { readParameterFile, writeParameterFile } from "./parameter-file.ts";

/** The parameters of a file. Each change is on the disk when it returns. */
export interface Parameters {
  has(name: string): boolean;
  /** In alphabetical order. */
  names(): readonly string[];
  get(name: string): string | undefined;
  typeOf(name: string): string | undefined;
  /** A parameter in the words of the API. */
  describe(name: string): object | undefined;
  /** @returns the new version */
  put(name: string, value: string, type?: string): number;
  /** @returns whether the parameter existed */
  remove(name: string): boolean;
}

/** Opens the file; it is created at the first write. */
export function openParameters(file: string, now: () => Date | number): Parameters {
  const parameters = readParameterFile(file);
  return {
    has: (name) => parameters.has(name),
    names: () => [...parameters.keys()].sort(),
    get: (name) => parameters.get(name)?.value,
    typeOf: (name) => parameters.get(name)?.type,
    describe(name) {
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
    },
    put(name, value, type = "SecureString") {
      const version = (parameters.get(name)?.version ?? 0) + 1;
      const parameter = { value, version, type, modified: new Date(now()).getTime() / 1000 };
      // Memory follows the file: a write that fails changes neither.
      writeParameterFile(file, new Map(parameters).set(name, parameter));
      parameters.set(name, parameter);
      return version;
    },
    remove(name) {
      if (!parameters.has(name)) return false;
      const changed = new Map(parameters);
      changed.delete(name);
      writeParameterFile(file, changed);
      return parameters.delete(name);
    },
  };
}
