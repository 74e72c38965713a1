import type { ImportDeclaration, ImportSpecifier, Pattern } from "acorn";
import type { ConfigSyntax } from "../../../stack/config-text/config-syntax.ts";
import { type Insertion, indentAt, lineBreakOf, lineEnd } from "./text-edit.ts";

/** A module's export that a configuration needs. */
export interface WantedImport {
  readonly module: string;
  /** Names under which the module exports it, the usual one first; `default` for its default export. */
  readonly names: readonly [string, ...string[]];
  /** The name that it gets here, if it is free. */
  readonly local: string;
}

/** How the configuration refers to it, and what must be inserted for that. */
export interface PlacedImport {
  readonly expression: string;
  readonly insertions: readonly Insertion[];
}

const importsIn = ({ program }: ConfigSyntax): readonly ImportDeclaration[] =>
  program.body.filter((statement) => statement.type === "ImportDeclaration");

const importedName = ({ imported }: ImportSpecifier): string =>
  imported.type === "Identifier" ? imported.name : String(imported.value);

/** The names that a pattern declares. */
function namesInPattern(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((part) =>
        namesInPattern(part.type === "Property" ? part.value : part.argument),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((part) => (part ? namesInPattern(part) : []));
    case "RestElement":
      return namesInPattern(pattern.argument);
    case "AssignmentPattern":
      return namesInPattern(pattern.left);
    default:
      return [];
  }
}

/** Every name that the module declares. What a function declares for itself is in nobody's way. */
function declaredNames(syntax: ConfigSyntax): ReadonlySet<string> {
  const imported = importsIn(syntax).flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name));
  const own = syntax.program.body.flatMap((statement) => {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type === "VariableDeclaration")
      return declared.declarations.flatMap(({ id }) => namesInPattern(id));
    const isNamed = declared?.type === "FunctionDeclaration" || declared?.type === "ClassDeclaration";
    return isNamed && declared.id ? [declared.id.name] : [];
  });
  // Types are no part of the syntax any more.
  const types = Array.from(
    syntax.text.matchAll(/\b(?:type|interface)\s+([A-Za-z_$][\w$]*)/g),
    ([, name = ""]) => name,
  );
  return new Set([...imported, ...own, ...types]);
}

/** The quotation mark that the file's imports have. */
const quoteOf = (syntax: ConfigSyntax): string => {
  const [first] = importsIn(syntax);
  return first?.source.raw?.startsWith("'") ? "'" : '"';
};

/** What the module's export is called here already. */
function existingName(
  declarations: readonly ImportDeclaration[],
  { names }: WantedImport,
): string | undefined {
  for (const { specifiers } of declarations)
    for (const specifier of specifiers) {
      if (specifier.type === "ImportNamespaceSpecifier" && names[0] !== "default")
        return `${specifier.local.name}.${names[0]}`;
      if (specifier.type === "ImportDefaultSpecifier" && names.includes("default"))
        return specifier.local.name;
      if (specifier.type === "ImportSpecifier" && names.includes(importedName(specifier)))
        return specifier.local.name;
    }
  return undefined;
}

/** Adds a name to an import that has some in braces, in alphabetical order if they are in it. */
function intoBraces(
  { text, tokens }: ConfigSyntax,
  declaration: ImportDeclaration,
  specifier: string,
): readonly Insertion[] {
  const named = declaration.specifiers.filter((one) => one.type === "ImportSpecifier");
  const order = named.map(importedName);
  const isSorted = order.every((name, at) => at === 0 || (order[at - 1] ?? "") <= name);
  const next = isSorted ? named.find((one) => importedName(one) > specifier) : undefined;
  const ownLine = (start: number): boolean =>
    text.slice(0, start).endsWith(indentAt(text, start)) && /\n[ \t]*$/.test(text.slice(0, start));
  if (next) {
    const gap = ownLine(next.start) ? `,${lineBreakOf(text)}${indentAt(text, next.start)}` : ", ";
    return [{ at: next.start, text: `${specifier}${gap}` }];
  }
  const last = named.at(-1);
  if (!last) return [];
  const comma = tokens.find(({ start }) => start >= last.end);
  const hasComma = comma?.type.label === ",";
  const gap = ownLine(last.start) ? `${lineBreakOf(text)}${indentAt(text, last.start)}` : " ";
  return hasComma
    ? [{ at: comma.end, text: `${gap}${specifier},` }]
    : [{ at: last.end, text: `,${gap}${specifier}` }];
}

/** A line of its own behind the imports that there are, or at the beginning. */
function ownLineFor(syntax: ConfigSyntax, clause: string, module: string): Insertion {
  const { text } = syntax;
  const last = importsIn(syntax).at(-1);
  const quote = quoteOf(syntax);
  const end = last && text[last.end - 1] !== ";" ? "" : ";";
  const line = `import ${clause} from ${quote}${module}${quote}${end}`;
  const lineBreak = lineBreakOf(text);
  return last
    ? { at: lineEnd(text, last.end), text: `${lineBreak}${line}` }
    : { at: 0, text: `${line}${lineBreak}` };
}

/** Makes a module's export usable in a configuration: as it is imported already, or by an import. */
export function insertImport(syntax: ConfigSyntax, wanted: WantedImport): PlacedImport {
  const { module, names, local } = wanted;
  const declarations = importsIn(syntax).filter(({ source }) => source.value === module);
  const existing = existingName(declarations, wanted);
  if (existing !== undefined) return { expression: existing, insertions: [] };
  const used = declaredNames(syntax);
  const candidates = [
    local,
    `${local}Provider`,
    ...Array.from({ length: 9 }, (_, at) => `${local}Provider${at + 2}`),
  ];
  const expression = candidates.find((name) => !used.has(name)) ?? `${local}Provider`;
  if (names[0] === "default") return { expression, insertions: [ownLineFor(syntax, expression, module)] };
  const specifier = expression === names[0] ? expression : `${names[0]} as ${expression}`;
  const inBraces = declarations.find(({ specifiers }) =>
    specifiers.some(({ type }) => type === "ImportSpecifier"),
  );
  return {
    expression,
    insertions: inBraces
      ? intoBraces(syntax, inBraces, specifier)
      : [ownLineFor(syntax, `{ ${specifier} }`, module)],
  };
}
