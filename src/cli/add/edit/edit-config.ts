import { configObject, NotEditable, readSyntax } from "../../../stack/config-text/config-syntax.ts";
import { insertImport, type WantedImport } from "./insert-import.ts";
import { insertProperty } from "./insert-property.ts";
import { sourcesObject } from "./sources-object.ts";
import { withInsertions } from "./text-edit.ts";

/** A source that is to stand in a configuration. */
export interface NewSource {
  readonly name: string;
  readonly bus: string;
  readonly provider: WantedImport;
}

/** What somebody writes by hand. */
interface PastedLines {
  readonly import: string;
  readonly source: string;
}

/** The text with the source, or why it can't be put in, with what can be pasted. */
export type EditedConfig =
  | { readonly text: string; readonly paste: PastedLines }
  | { readonly reason: string; readonly paste: PastedLines };

const isPlainKey = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

function entryText({ name, bus }: NewSource, expression: string, quote: string): string {
  const key = isPlainKey(name) ? name : `${quote}${name}${quote}`;
  return `${key}: { provider: ${expression}, bus: ${quote}${bus}${quote} }`;
}

function pastedLines(source: NewSource): PastedLines {
  const { module, names, local } = source.provider;
  return {
    import: `import ${names[0] === "default" ? local : `{ ${names[0]} }`} from "${module}";`,
    source: `${entryText(source, local, '"')},`,
  };
}

/** The quotation mark that a file has more of. */
function quoteIn(text: string): string {
  const count = (mark: string): number => text.split(mark).length;
  return count("'") > count('"') ? "'" : '"';
}

/** Adds a source to the text of a bridge.config.ts. Everything else in it stays as it is. */
export function editConfig(text: string, source: NewSource): EditedConfig {
  try {
    const syntax = readSyntax(text);
    const sources = sourcesObject(syntax, configObject(syntax));
    const { expression, insertions } = insertImport(syntax, source.provider);
    const entry = entryText(source, expression, quoteIn(text));
    const edited = withInsertions(text, [...insertions, ...insertProperty(syntax, sources, entry)]);
    return { text: edited, paste: pastedLines(source) };
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error;
    return { reason: error.message, paste: pastedLines(source) };
  }
}
