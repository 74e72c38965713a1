import { stripTypeScriptTypes } from "node:module";
import {
  type CallExpression,
  type Comment,
  type Expression,
  type ObjectExpression,
  type Program,
  type Property,
  parse,
  type Token,
} from "acorn";

/** A configuration as it is written, and its syntax. All places are offsets into the text. */
export interface ConfigSyntax {
  readonly text: string;
  /** The same without types, each thing at its place. */
  readonly script: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly tokens: readonly Token[];
}

/** Thrown where a configuration is written in a way that can't be edited safely: a part of a sentence, which begins with `its`. */
export class NotEditable extends Error {}

/**
 * Reads a configuration. Node.js replaces its types with spaces, so that every place stays where it is, and a parser of JavaScript can do the rest.
 * @throws NotEditable
 */
export function readSyntax(text: string): ConfigSyntax {
  const comments: Comment[] = [];
  const tokens: Token[] = [];
  try {
    const script = stripTypeScriptTypes(text);
    if (script.length !== text.length) throw new NotEditable("its types can't be told from its values");
    const program = parse(script, {
      ecmaVersion: "latest",
      sourceType: "module",
      onComment: comments,
      onToken: tokens,
    });
    return { text, script, program, comments, tokens };
  } catch (error) {
    if (error instanceof NotEditable) throw error;
    throw new NotEditable("its syntax is more than JavaScript with types");
  }
}

/** The name of a property that is written out; undefined for a computed one. */
export function keyOfProperty({ key, computed }: Property): string | undefined {
  if (computed) return undefined;
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

/** The value of a constant of the module; undefined where there is none of this name. */
function constantOf({ program }: ConfigSyntax, name: string): Expression | undefined {
  for (const statement of program.body) {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type !== "VariableDeclaration" || declared.kind !== "const") continue;
    for (const { id, init } of declared.declarations)
      if (id.type === "Identifier" && id.name === name) return init ?? undefined;
  }
  return undefined;
}

/** An expression, or the value of the constant that it names. */
export const resolved = (syntax: ConfigSyntax, value: Expression): Expression | undefined =>
  value.type === "Identifier" ? constantOf(syntax, value.name) : value;

/** The expression that the module exports by default. */
function defaultExport(syntax: ConfigSyntax): Expression | undefined {
  for (const statement of syntax.program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      return declaration.type === "FunctionDeclaration" || declaration.type === "ClassDeclaration"
        ? undefined
        : resolved(syntax, declaration as Expression);
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.source) continue;
    for (const { local, exported } of statement.specifiers)
      if (exported.type === "Identifier" && exported.name === "default" && local.type === "Identifier")
        return constantOf(syntax, local.name);
  }
  return undefined;
}

/** Local names of `defineBridge`, whatever module it is imported from. */
function namesOfDefineBridge({ program }: ConfigSyntax): ReadonlySet<string> {
  const specifiers = program.body.flatMap((statement) =>
    statement.type === "ImportDeclaration" ? statement.specifiers : [],
  );
  return new Set(
    specifiers.flatMap((specifier) =>
      specifier.type === "ImportSpecifier" &&
      specifier.imported.type === "Identifier" &&
      specifier.imported.name === "defineBridge"
        ? [specifier.local.name]
        : [],
    ),
  );
}

function isBridgeCall(syntax: ConfigSyntax, { callee }: CallExpression): boolean {
  if (callee.type === "Identifier") return namesOfDefineBridge(syntax).has(callee.name);
  return (
    callee.type === "MemberExpression" &&
    callee.property.type === "Identifier" &&
    callee.property.name === "defineBridge"
  );
}

/** The object that `defineBridge` is given. @throws NotEditable */
export function configObject(syntax: ConfigSyntax): ObjectExpression {
  const call = defaultExport(syntax);
  if (call?.type !== "CallExpression" || !isBridgeCall(syntax, call))
    throw new NotEditable("its default export is not a call of defineBridge");
  const [argument] = call.arguments;
  const object = argument && argument.type !== "SpreadElement" ? resolved(syntax, argument) : undefined;
  if (object?.type !== "ObjectExpression")
    throw new NotEditable("its argument of defineBridge is not an object that is written out");
  return object;
}
