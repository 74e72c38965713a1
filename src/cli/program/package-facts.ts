import { readFileSync } from "node:fs";

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly bugs?: string | { readonly url?: string };
}

/** The version of this package, which Node.js it needs (`>=22.18`), and where its bugs are reported. The path is the same in a clone and in the npm package. */
export function packageFacts(): {
  readonly version: string;
  readonly node: string;
  readonly reportTo: string;
} {
  const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  const { version, engines, bugs } = JSON.parse(text) as Manifest;
  const url = typeof bugs === "string" ? bugs : bugs?.url;
  return {
    version,
    node: engines.node,
    reportTo: url === undefined ? "as an issue of Hookbridge's repository" : `at ${url}`,
  };
}
