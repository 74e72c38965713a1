import { numberOr, optionalText, requiredText, textList } from "../aws-json-input.ts";
import { AwsError, type Input, type Operation } from "../aws-json-server.ts";
import type { Parameters } from "./parameters.ts";

/** AWS gives this error no message. */
const parameterNotFound = () => new AwsError("ParameterNotFound", "");

function getParameter(parameters: Parameters, input: Input): object {
  const parameter = parameters.describe(requiredText(input, "Name"));
  if (!parameter) throw parameterNotFound();
  return { Parameter: parameter };
}

function getParameters(parameters: Parameters, input: Input): object {
  const names = textList(input, "Names");
  return {
    Parameters: names.flatMap((name) => parameters.describe(name) ?? []),
    InvalidParameters: names.filter((name) => !parameters.has(name)),
  };
}

function getParametersByPath(parameters: Parameters, input: Input): object {
  const path = requiredText(input, "Path").replace(/\/*$/, "/");
  const names = parameters.names().filter((name) => {
    if (!name.startsWith(path)) return false;
    return input.Recursive === true || !name.slice(path.length).includes("/");
  });
  const start = Number(optionalText(input, "NextToken") ?? "0");
  // AWS gives this error no message either.
  if (!Number.isSafeInteger(start) || start < 0) throw new AwsError("InvalidNextToken", "");
  const end = start + numberOr(input, "MaxResults", 10);
  const next = end < names.length ? String(end) : undefined;
  return { Parameters: names.slice(start, end).map(parameters.describe), NextToken: next };
}

function putParameter(parameters: Parameters, input: Input): object {
  const name = requiredText(input, "Name");
  if (parameters.has(name) && input.Overwrite !== true) {
    throw new AwsError(
      "ParameterAlreadyExists",
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.",
    );
  }
  const type = optionalText(input, "Type") ?? parameters.typeOf(name) ?? "String";
  return { Version: parameters.put(name, requiredText(input, "Value"), type), Tier: "Standard" };
}

function deleteParameter(parameters: Parameters, input: Input): object {
  if (!parameters.remove(requiredText(input, "Name"))) throw parameterNotFound();
  return {};
}

/** The operations of Parameter Store that the bridge and its tools use. */
export const parameterOperations = (parameters: Parameters): ReadonlyMap<string, Operation> =>
  new Map([
    ["GetParameter", (input: Input) => getParameter(parameters, input)],
    ["GetParameters", (input: Input) => getParameters(parameters, input)],
    ["GetParametersByPath", (input: Input) => getParametersByPath(parameters, input)],
    ["PutParameter", (input: Input) => putParameter(parameters, input)],
    ["DeleteParameter", (input: Input) => deleteParameter(parameters, input)],
  ]);
