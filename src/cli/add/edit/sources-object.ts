import type { ObjectExpression, Property } from "acorn";
import { type ConfigSyntax, NotEditable, resolved } from "./config-syntax.ts";

/** The name of a property that is written out; undefined for a computed one. */
export function keyOfProperty({ key, computed }: Property): string | undefined {
  if (computed) return undefined;
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

/** The object with the sources, where they are written out. @throws NotEditable */
export function sourcesObject(syntax: ConfigSyntax, config: ObjectExpression): ObjectExpression {
  const at = config.properties.findIndex(
    (property) => property.type === "Property" && keyOfProperty(property) === "sources",
  );
  const property = config.properties[at];
  if (property?.type !== "Property") throw new NotEditable("its `sources` are not written out");
  const later = config.properties.slice(at + 1);
  if (later.some((one) => one.type === "SpreadElement" || keyOfProperty(one) === undefined))
    throw new NotEditable("its `sources` may be replaced by what is spread or computed behind them");
  const object = property.kind === "init" ? resolved(syntax, property.value) : undefined;
  if (object?.type !== "ObjectExpression" || property.method)
    throw new NotEditable("its `sources` are computed");
  if (object.properties.some((one) => one.type === "Property" && keyOfProperty(one) === undefined))
    throw new NotEditable("its `sources` have a computed name");
  return object;
}
