import type { ObjectExpression } from "acorn";
import {
  type ConfigSyntax,
  keyOfProperty,
  NotEditable,
  resolved,
} from "../../../stack/config-text/config-syntax.ts";

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
