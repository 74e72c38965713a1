import type { ImportDeclaration, Node, Program, Statement } from "acorn";
import { mentionsIn } from "./mentions.ts";

type Declaration = {
  readonly statement: Node;
  readonly binds: ReadonlySet<string>;
  readonly isImport: boolean;
};

/** What a statement declares; undefined for one that declares nothing, which is needed always. */
function declarationOf(statement: Program["body"][number]): Declaration | undefined {
  if (statement.type === "ImportDeclaration") return importDeclaration(statement);
  const declared =
    statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? undefined) : statement;
  const binds = declared && boundBy(declared as Statement);
  return binds && { statement, binds, isImport: false };
}

const importDeclaration = (statement: ImportDeclaration): Declaration | undefined =>
  statement.specifiers.length === 0
    ? undefined
    : { statement, binds: new Set(statement.specifiers.map(({ local }) => local.name)), isImport: true };

function boundBy(statement: Statement): ReadonlySet<string> | undefined {
  switch (statement.type) {
    case "VariableDeclaration":
      return mentionsIn(statement.declarations.map(({ id }) => id)).names;
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return new Set([statement.id.name]);
    default:
      return undefined;
  }
}

const haveCommon = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  Array.from(one).some((name) => other.has(name));

/**
 * The declarations and imports of a module that nothing needs once some of its parts are gone. A declaration that acts on what stays
 * (`const added = add(sources)`) stays as well.
 * @param gone parts that are left out
 */
export function unusedStatements({ body }: Program, gone: ReadonlySet<Node>): readonly Node[] {
  const unused = new Set<Declaration>();
  const needed = new Set<string>();
  const local = new Set<string>();
  const need = (statement: Node): void => {
    for (const name of mentionsIn([statement], gone).names) needed.add(name);
  };
  for (const statement of body) {
    const declaration = declarationOf(statement);
    if (declaration) unused.add(declaration);
    else need(statement);
  }
  const isNeeded = ({ statement, binds, isImport }: Declaration): boolean => {
    if (haveCommon(binds, needed)) return true;
    if (isImport || statement.type === "FunctionDeclaration") return false;
    const { names, acts } = mentionsIn([statement], gone);
    return acts && haveCommon(names, local);
  };
  for (let found = [...unused].find(isNeeded); found; found = [...unused].find(isNeeded)) {
    unused.delete(found);
    need(found.statement);
    if (!found.isImport) for (const name of found.binds) local.add(name);
  }
  return Array.from(unused, ({ statement }) => statement);
}
