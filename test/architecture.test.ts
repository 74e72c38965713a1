import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importCircles } from "./support/import-circles.ts";
import { localMayImport, mayImport } from "./support/import-rules.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The one file that may import more than its room, and the version of the package in which it goes. */
const exception = { file: "src/publish/message-v1.ts", imports: "signatures", goesIn: "0.3.0" } as const;

/** What may stand only in some places, and why. */
const bans: readonly { readonly what: RegExp; readonly only: RegExp; readonly why: string }[] = [
  {
    what: /["']node:crypto["']/,
    only: /^src\/(signatures\/|signing\/|core\/sha256\.ts$)/,
    why: "cryptography stands in few places",
  },
  {
    what: /timingSafeEqual\(/,
    only: /^src\/signatures\/parts\/equal\.ts$/,
    why: "secrets are compared in one file",
  },
  {
    what: /JSON\.parse\(/,
    only: /^src\/(core\/json\/|signing\/|consumer\/|local\/|cli\/|stack\/|cost\/|contract\/|recorded\/|console\/)/,
    why: "JSON from outside is parsed in one file",
  },
  {
    what: /process\.env/,
    only: /^src\/(config|local|cli|stack)\//,
    why: "the environment is read in one folder",
  },
  {
    what: /Date\.now\(\)|new Date\(\)/,
    only: /^src\/(console|aws\/handlers\/(receive|publish)-handler\.ts|local\/|cli\/|cost\/)/,
    why: "time comes from an injected clock",
  },
  {
    what: /from ["']@aws-sdk\//,
    only: /^src\/((aws|local|cost|operate\/deployed)\/|consumer\/s3\.ts$)/,
    why: "the SDK stands behind ports",
  },
  {
    what: /(signature|digest|mac|hmac)[A-Za-z]* ?(===|!==) [^"undefined]/i,
    only: /^$/,
    why: "digests are compared in constant time",
  },
  {
    what: /\bas unknown as\b/,
    only: /^src\/local\/aws\/fauxqs\.ts$/,
    why: "no value is cast twice",
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

/** The types of vendors' payloads are generated, and nothing when the program runs. */
const files = filesOf("src", "functions").filter((file) => !file.startsWith("src/consumer/events/"));

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
    const more = file === exception.file ? [exception.imports] : [];
    const wrong = importsOf(file).filter((target) => ![room, ...allowed, ...more].includes(roomOf(target)));
    expect(wrong).toEqual([]);
  });

  it("the page imports types alone of other rooms, and code of core/json and the list of outcomes", () => {
    const imports = /^import (?!type )[^;]*? from "((?:\.\.\/)+(?:core|operate)\/[^"]+)"/gm;
    const found = files
      .filter((file) => file.startsWith("src/console/"))
      .flatMap((file) => Array.from(textOf(file).matchAll(imports), ([, path = ""]) => `${file}: ${path}`))
      .filter((found) => !/\/(?:core\/json\/|operate\/requests\.ts$)/.test(found));
    expect(found).toEqual([]);
  });

  it(`${exception.file} is gone in version ${exception.goesIn}`, () => {
    const { version }: { readonly version: string } = JSON.parse(textOf("package.json"));
    const parts = (text: string): number =>
      text.split(".").reduce((sum, part) => sum * 1_000 + Number(part), 0);
    expect(parts(version) < parts(exception.goesIn)).toBe(files.includes(exception.file));
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

const namesIn = (folder: string, ...generated: readonly string[]): readonly string[] =>
  readdirSync(join(root, folder), { encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !generated.includes(name))
    .map((name) => name.slice(0, -".ts".length));

const schemes = namesIn("src/signatures/schemes", "index.ts", "descriptions.ts", "plain-forms.ts");

it("no vendor is named outside of providers/", () => {
  const vendors = namesIn("src/providers", "index.ts", "custom.ts");
  // A vendor's name may be an everyday word, and a scheme may bear the name of the family that it is for.
  const everyday = ["close", "line", "segment", "stream", ...schemes];
  const named = files
    .filter((file) => !file.startsWith("src/providers/"))
    .flatMap((file) =>
      vendors
        .filter((vendor) => !everyday.includes(vendor))
        .filter((vendor) => new RegExp(`["'\`]${vendor}["'\`]`).test(textOf(file)))
        .map((vendor) => `${file}: ${vendor}`),
    );
  expect(vendors.length).toBeGreaterThan(0);
  expect(named).toEqual([]);
});

describe("no scheme is named outside of its own file", () => {
  /** Where a scheme's name may stand: its file, the union, providers (and their skeleton), its signer, and what is generated. */
  const places = (scheme: string): RegExp =>
    new RegExp(
      `^src/(signatures/schemes/(${scheme}|index|descriptions|plain-forms)|signing/schemes/(${scheme}|index)|core/signature(-options)?|providers/.*|cli/new-provider/provider-skeleton)\\.ts$`,
    );
  /** Words that mean other things as well are looked for only where a scheme is asked for or made. */
  const everyday = ["hmac", "jwt", "manifest", "public-key", "token"];
  const naming = (scheme: string): RegExp =>
    everyday.includes(scheme)
      ? new RegExp(`scheme:? ?(?:===|!==)? ?["'\`]${scheme}["'\`]|case ["'\`]${scheme}["'\`]`)
      : new RegExp(`["'\`]${scheme}["'\`]`);

  it.each(schemes)("%s", (scheme) => {
    const named = files.filter((file) => !places(scheme).test(file) && naming(scheme).test(codeOf(file)));
    expect(named).toEqual([]);
    expect(files.some((file) => places(scheme).test(file) && naming(scheme).test(codeOf(file)))).toBe(true);
  });
});

describe("a top-level name stands for one thing", () => {
  /** What stands in several files by design: the same thing of each scheme, function and command. */
  const everyFile = ["scheme", "describe", "plainForm", "signer", "forgery", "handler", "flags"];
  const declared =
    /^(?:export )?(?:async )?(?:function\*? |const |let |class |interface |type )([A-Za-z_$][\w$]*)/gm;
  /** Where each name is declared. */
  const declarations = (of: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
    const places = new Map<string, Set<string>>();
    for (const file of of)
      for (const [, name = ""] of codeOf(file).matchAll(declared))
        places.set(name, (places.get(name) ?? new Set()).add(file));
    return places;
  };
  const isOfPage = (file: string): boolean => file.startsWith("src/console/");
  const engine = declarations(files.filter((file) => !file.startsWith("src/providers/") && !isOfPage(file)));

  // The page is a program of its own, which has components where the engine has types.
  it.each([
    ["in the engine", engine],
    ["in the page", declarations(files.filter(isOfPage))],
  ])("%s", (_, places) => {
    const twice = [...places].filter(([name, { size }]) => size > 1 && !everyFile.includes(name));
    expect(twice.map(([name, where]) => `${name}: ${[...where].join(", ")}`)).toEqual([]);
  });

  it("what may stand in several files does", () => {
    expect(everyFile.filter((name) => (engine.get(name)?.size ?? 0) < 2)).toEqual([]);
  });
});

it("every option of a signature has a provider that uses it", () => {
  const text = ["signature.ts", "signature-parts.ts"].map((name) => textOf(`src/core/${name}`)).join("");
  const options = new Set(Array.from(text.matchAll(/^ {2}readonly (\w+)\??:/gm), ([, name = ""]) => name));
  const catalogue = files.filter((file) => /^src\/providers\/(?!index|custom)/.test(file)).map(codeOf);
  const unused = [...options].filter(
    (option) => !catalogue.some((code) => new RegExp(`\\b${option}:|[{ ]${option}[,} ]`).test(code)),
  );
  expect(options.size).toBeGreaterThan(30);
  expect(unused).toEqual([]);
});

describe("tests stand where what they test stands", () => {
  /** Tests of the whole: each folder asks one question of all rooms at once. */
  const ofTheWhole =
    /^test\/(architecture\.|(bench|console\/journeys|docs|faults|hostile|identity|package|rehearsal|shared|stack\/packaged)\/)/;
  /** `test/a/b.test.ts` and `test/a/b.aspect.test.ts` test `src/a/b.ts`, or the folder `src/a/b`; `test/scripts/` tests `scripts/`, and `test/examples/` `examples/`. */
  const tested = (test: string): string =>
    test
      .replace(/^test\/(?!scripts\/|examples\/)/, "src/")
      .replace(/^test\//, "")
      .replace(/(\.[\w-]+)?\.test\.ts$/, "");
  const isThere = (test: string): boolean =>
    ["", ".ts", ".tsx", ".cjs", ".mjs"].some((ending) => existsSync(join(root, `${tested(test)}${ending}`)));

  const tests = filesOf("test").filter((file) => file.endsWith(".test.ts") && !ofTheWhole.test(file));
  it.each(tests)("%s", (test) => {
    expect(isThere(test)).toBe(true);
  });

  it("can fail", () => {
    expect(isThere("test/core/pointers.depth.test.ts")).toBe(true);
    expect(isThere("test/core/pointer-depth.test.ts")).toBe(false);
  });
});

it("files are small", () => {
  const limits = [
    [/^functions\/.*handler\.ts$/, 30],
    [/^test\//, 300],
    [/./, 250],
  ] as const;
  const over = [...files, ...filesOf("test")].flatMap((file) => {
    const lines = textOf(file).split("\n").length - 1;
    const limit = limits.find(([pattern]) => pattern.test(file))?.[1] ?? 250;
    return lines > limit && !/providers\/index\.ts$/.test(file) ? [`${file}: ${lines} > ${limit}`] : [];
  });
  expect(over).toEqual([]);
});
