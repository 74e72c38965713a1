import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { environmentNames } from "../../src/config/environment.ts";

/** A function's variables, with no AWS to reach: what `receive` would read at its start is refused at once. */
const variables = {
  ...Object.fromEntries(
    (
      [
        "stage",
        "queueUrl",
        "deadLetterQueueUrl",
        "table",
        "bucket",
        "busPrefix",
        "parameterPrefix",
        "metricsNamespace",
      ] as const
    ).map((name) => [environmentNames[name], "bench"]),
  ),
  [environmentNames.secretStore]: "ssm",
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "bench",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
};

/** Says of a module what a script prints last in a fresh process, in which `process.argv[2]` is the module's URL. */
export function moduleRunner(folder: string, name: string, script: string): (module: string) => string {
  const file = join(folder, name);
  writeFileSync(file, script);
  return (module) => {
    const printed = execFileSync(process.execPath, [file, pathToFileURL(module).href], {
      env: variables,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    // A function may log before it.
    return printed.trim().split("\n").at(-1) ?? "";
  };
}

/** Paths of the modules of a bundle that a function has loaded when it has started, with those that it imports while it starts. */
export function loadedAtStart(folder: string, bundle: string): readonly string[] {
  const run = moduleRunner(
    folder,
    "loaded.mjs",
    `import { registerHooks } from "node:module";
     import { dirname } from "node:path";
     import { fileURLToPath } from "node:url";
     const folder = dirname(fileURLToPath(process.argv[2]));
     const loaded = new Set();
     registerHooks({
       load(url, context, next) {
         if (url.startsWith("file:") && dirname(fileURLToPath(url)) === folder) loaded.add(fileURLToPath(url));
         return next(url, context);
       },
     });
     await import(process.argv[2]);
     console.log(JSON.stringify([...loaded]));`,
  );
  return JSON.parse(run(bundle));
}
