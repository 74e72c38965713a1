/** Reads types with the TypeScript API, of a text that stands in this folder for the compiler. */
import { fileURLToPath } from "node:url";
import ts from "typescript";

const options = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2024,
  strict: true,
  skipLibCheck: true,
  types: ["node"],
};

/**
 * The type that a text exports last, with what is needed to read it.
 * @throws when the text does not compile
 */
export function typeIn(text, what) {
  const file = fileURLToPath(new URL("names.mts", import.meta.url));
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, ...rest) =>
    path === file ? ts.createSourceFile(path, text, options.target) : read(path, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  const faults = program.getSemanticDiagnostics(source);
  if (faults.length > 0)
    throw new Error(`${what}: ${ts.flattenDiagnosticMessageText(faults[0].messageText, " ")}`);
  const checker = program.getTypeChecker();
  return { checker, source, type: checker.getTypeAtLocation(source.statements.at(-1)) };
}

export const membersOf = (type) => (type.isUnion() ? type.types : [type]);

/** The texts that a type of literals can have: string literals and members of enums. */
export const literalsOf = (type) =>
  membersOf(type).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
