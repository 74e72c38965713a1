import { isObject, optionalText, requiredText } from "../../aws-json-input.ts";
import type { Input } from "../../aws-json-server.ts";
import type { TargetInput } from "./input-transformer.ts";

function pathsMap(transformer: Input): { readonly [name: string]: string } {
  const { InputPathsMap: paths } = transformer;
  if (!isObject(paths)) return {};
  return Object.fromEntries(Object.keys(paths).map((name) => [name, requiredText(paths, name)]));
}

/** What a target gets, according to its Input, InputPath or InputTransformer. */
export function targetInput(target: Input): TargetInput {
  const input = optionalText(target, "Input");
  const inputPath = optionalText(target, "InputPath");
  const { InputTransformer: transformer } = target;
  return {
    ...(input !== undefined && { input }),
    ...(inputPath !== undefined && { inputPath }),
    ...(isObject(transformer) && {
      template: requiredText(transformer, "InputTemplate"),
      paths: pathsMap(transformer),
    }),
  };
}
