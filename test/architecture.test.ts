import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importCircles } from "./support/import-circles.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Who may import whom: everything points down. `functions` is the top, `core` the bottom. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  signatures: ["core"],
  handshakes: ["core"],
  events: ["core"],
  providers: ["core"],
  receive: ["core", "signatures", "handshakes", "events"],
  publish: ["core", "signatures", "events"],
  signing: ["core", "signatures"],
  config: ["core"],
  aws: ["core", "signatures", "events", "receive", "publish", "config"],
  stack: ["core", "config"],
  local: ["core", "signing", "config", "stack"],
  cli: ["core", "signatures", "config", "aws", "stack", "local"],
  functions: ["aws", "config"],
};

/** The same within `local`. `aws` and `lambda` could be packages of their own: of the bridge they import JSON and errors only. */
const localMayImport: Readonly<Record<string, RegExp>> = {
  aws: /^src\/core\/(json\/|errors\.ts$)/,
  lambda: /^src\/(core\/(json\/|errors\.ts$)|local\/aws\/)/,
  samples: /^src\/(core|signing)\//,
  secrets: /^src\/core\//,
  server: /^src\//,
};

/** What may stand only in some places, and why. */
const bans: readonly { readonly what: RegExp; readonly only: RegExp; readonly why: string }[] = [
  {
    what: /["']node:crypto["']/,
    only: /^src\/(signatures|signing)\//,
    why: "cryptography stands in one folder",
  },
  {
    what: /timingSafeEqual\(/,
    only: /^src\/signatures\/parts\/equal\.ts$/,
    why: "secrets are compared in one file",
  },
  {
    what: /JSON\.parse\(/,
    only: /^src\/(core\/json\/|signing\/|local\/|cli\/|stack\/)/,
    why: "JSON from outside is parsed in one file",
  },
  {
    what: /process\.env/,
    only: /^src\/(config|local|cli|stack)\//,
    why: "the environment is read in one folder",
  },
  {
    what: /Date\.now\(\)|new Date\(\)/,
    only: /^src\/(aws\/(receive|publish)-handler\.ts|local\/|cli\/)/,
    why: "time comes from an injected clock",
  },
  { what: /from ["']@aws-sdk\//, only: /^src\/(aws|local)\//, why: "the SDK stands behind ports" },
  {
    what: /(signature|digest|mac|hmac)[A-Za-z]* ?(===|!==) [^"undefined]/i,
    only: /^$/,
    why: "digests are compared in constant time",
  },
  { what: /: any\b|<any>|\bas any\b/, only: /^$/, why: "nothing is known less than unknown" },
];

const filesOf = (...folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name),
      ),
    )
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules"));

const files = filesOf("src", "functions");

const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

/** The file without its comments: a ban is on code. */
const codeOf = (file: string): string =>
  textOf(file)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`])\/\/.*$/gm, "$1");

/** The rooms (`core`, `aws` …) of the files that a file imports. */
function importsOf(file: string): readonly string[] {
  const found = textOf(file).matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g);
  return Array.from(found, ([, specifier]) => relative(root, resolve(root, dirname(file), specifier ?? "")));
}

const roomOf = (file: string): string => (file.startsWith("src/") ? (file.split("/")[1] ?? "") : "functions");

describe("imports point down", () => {
  it.each(files.filter((file) => file !== "src/index.ts"))("%s", (file) => {
    const room = roomOf(file);
    const allowed = mayImport[room] ?? [];
    const wrong = importsOf(file).filter(
      (target) => roomOf(target) !== room && !allowed.includes(roomOf(target)),
    );
    expect(wrong).toEqual([]);
  });
});

describe("imports point down within local", () => {
  const local = files.filter((file) => file.startsWith("src/local/"));
  const wrongImports = (file: string, imports: readonly string[]): readonly string[] => {
    const [, , room = ""] = file.split("/");
    return imports.filter(
      (target) => !target.startsWith(`src/local/${room}/`) && !localMayImport[room]?.test(target),
    );
  };

  it.each(local)("%s", (file) => {
    expect(wrongImports(file, importsOf(file))).toEqual([]);
  });

  it("can fail", () => {
    const [errors, source] = ["src/core/errors.ts", "src/core/source.ts"];
    expect(wrongImports("src/local/aws/clients.ts", [errors, source])).toEqual([source]);
  });
});

describe("no import circle", () => {
  it("anywhere in src, functions and bench, through types either", () => {
    const all = [...files, ...filesOf("bench")];
    expect(importCircles(new Map(all.map((file) => [file, importsOf(file)])))).toEqual([]);
  });

  it("can fail: a circle of three files is found, two ways to one file are none", () => {
    const circle = { a: ["b", "c"], b: ["d"], c: ["d"], d: ["e"], e: ["b"] };
    expect(importCircles(new Map(Object.entries(circle)))).toEqual(["b -> d -> e -> b"]);
    expect(importCircles(new Map(Object.entries({ ...circle, e: [] })))).toEqual([]);
  });
});

describe.each(bans)("$why", ({ what, only }) => {
  it("holds everywhere", () => {
    const found = files.filter((file) => what.test(codeOf(file)) && !only.test(file));
    expect(found).toEqual([]);
  });

  it("can fail: the pattern is found where it is allowed, or in a sentence made for it", () => {
    const samples = ["digest === other", "const a: any = 1"];
    expect(files.some((file) => what.test(codeOf(file))) || samples.some((sample) => what.test(sample))).toBe(
      true,
    );
  });
});

it("no vendor is named outside of providers/", () => {
  const vendors = readdirSync(join(root, "src/providers"), { encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !["index.ts", "custom.ts"].includes(name))
    .map((name) => name.slice(0, -3));
  // A scheme may bear the name of the family that it is for.
  const families = new Set(["twilio", "plivo", "aws-sns", "standard-webhooks"]);
  // A vendor's name may be an everyday word.
  const everyday = new Set(["close", "line", "segment", "stream"]);
  const named = files
    .filter((file) => !file.startsWith("src/providers/"))
    .flatMap((file) =>
      vendors
        .filter((vendor) => !families.has(vendor) && !everyday.has(vendor))
        .filter((vendor) => new RegExp(`["'\`]${vendor}["'\`]`).test(textOf(file)))
        .map((vendor) => `${file}: ${vendor}`),
    );
  expect(vendors.length).toBeGreaterThan(0);
  expect(named).toEqual([]);
});

it("rooms are small", () => {
  const limits = [
    [/^functions\/.*handler\.ts$/, 30],
    [/./, 250],
  ] as const;
  const over = files.flatMap((file) => {
    const lines = textOf(file).split("\n").length - 1;
    const limit = limits.find(([pattern]) => pattern.test(file))?.[1] ?? 250;
    return lines > limit && !/providers\/index\.ts$/.test(file) ? [`${file}: ${lines} > ${limit}`] : [];
  });
  expect(over).toEqual([]);
});
