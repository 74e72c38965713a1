import { generatedNotice } from "../../stack/bundle/scheme-index.ts";

/** An interface of core/signature.ts: what it extends, and its members as they are written, `name` or `name?`. */
interface Declared {
  readonly bases: readonly string[];
  readonly members: readonly string[];
  readonly scheme: string | undefined;
}

function declaredIn(text: string): ReadonlyMap<string, Declared> {
  const found = text.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm);
  return new Map(
    Array.from(found, ([, name = "", bases = "", body = ""]) => [
      name,
      {
        bases: bases.split(/,(?![^<]*>)/).flatMap((base) => base.trim() || []),
        members: Array.from(body.matchAll(/^ {2}readonly (\w+\??):/gm), ([, member = ""]) => member),
        scheme: /^ {2}readonly scheme: "([a-z-]+)";/m.exec(body)?.[1],
      },
    ]),
  );
}

/** The options of an interface with those that it inherits, without those that it omits. */
function optionsOf(name: string, declared: ReadonlyMap<string, Declared>): readonly string[] {
  const [, omitting, omitted = ""] = /^Omit<(\w+), (.*)>$/.exec(name) ?? [];
  if (omitting)
    return optionsOf(omitting, declared).filter(
      (option) => !omitted.includes(`"${option.replace("?", "")}"`),
    );
  const { bases = [], members = [] } = declared.get(name) ?? {};
  return [...members, ...bases.flatMap((base) => optionsOf(base, declared))];
}

/** The formatter's limit: it breaks a longer line after the colon. */
const longestLine = 110;

function row(name: string, options: readonly string[]): string {
  const value = `"${options.join(" ")}",`;
  const whole = `    ${name}: ${value}`;
  return whole.length > longestLine ? `    ${name}:\n      ${value}` : whole;
}

/**
 * The text of src/core/signature-options.ts: the options of each scheme, as the types declare them.
 * @param text of src/core/signature.ts and what it is made of
 */
export function signatureOptionsText(text: string): string {
  const declared = declaredIn(text);
  const rows = [...declared].flatMap(([name, { scheme }]) => {
    if (scheme === undefined) return [];
    const options = optionsOf(name, declared).filter((option) => option !== "scheme");
    const key = /^[a-z]+$/.test(scheme) ? scheme : `"${scheme}"`;
    const optional = options.filter((option) => option.endsWith("?")).map((option) => option.slice(0, -1));
    const required = options.filter((option) => !option.endsWith("?"));
    return `  ${key}: {\n${row("required", required)}\n${row("optional", optional)}\n  },`;
  });
  const type = "Readonly<\n  Record<SchemeName, { readonly required: string; readonly optional: string }>\n>";
  return [
    generatedNotice,
    'import type { SchemeName } from "./signature.ts";\n',
    "/** The options of each scheme as core/signature.ts declares them, separated by spaces. */",
    `export const signatureOptions: ${type} = {\n${rows.join("\n")}\n};\n`,
  ].join("\n");
}
