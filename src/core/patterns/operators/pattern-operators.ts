import { jsonNumber, sameNumber } from "../comparable-number.ts";
import type { Token } from "../json-tokens.ts";
import { InvalidPattern, type PatternReader } from "../pattern-reader.ts";
import { anythingBut } from "./anything-but.ts";
import { ipRange, sameAddress } from "./ip-range.ts";
import { foldedCase, isNumber, type Matcher, onText } from "./matcher.ts";
import { numeric } from "./numeric.ts";
import { wildcard } from "./wildcard.ts";

const oneKey = "Only one key allowed in match expression";

function readText(reader: PatternReader, operator: string): string {
  reader.expect("string", `${operator} match pattern must be a string`);
  return reader.text();
}

/** An operator with one string; its object ends after it. */
const textOperator =
  (operator: string, compile: (text: string, reader: PatternReader) => Matcher) =>
  (reader: PatternReader): Matcher => {
    const matcher = compile(readText(reader, operator), reader);
    reader.expect("}", oneKey);
    return matcher;
  };

/** `prefix` and `suffix`, with a string or with `{"equals-ignore-case": …}`. */
const affix =
  (operator: "prefix" | "suffix") =>
  (reader: PatternReader): Matcher => {
    const test = (text: string, part: string) =>
      operator === "prefix" ? text.startsWith(part) : text.endsWith(part);
    const token = reader.next();
    if (token.kind !== "{") {
      if (token.kind !== "string") reader.refuse(`${operator} match pattern must be a string`);
      const part = reader.text();
      reader.expect("}", oneKey);
      return onText((text) => test(text, part));
    }
    const title = operator === "prefix" ? "Prefix" : "Suffix";
    const { text: name } = reader.expect("key", `${title} expression name not found`);
    if (name !== "equals-ignore-case") reader.refuse(`Unsupported ${operator} pattern: ${name}`);
    const part = foldedCase(readText(reader, name));
    reader.expect("}", oneKey);
    reader.expect("}", oneKey);
    return onText((text) => test(foldedCase(text), part));
  };

function exists(reader: PatternReader): Matcher {
  const { kind } = reader.next();
  if (kind !== "true" && kind !== "false") {
    reader.refuse("exists match pattern must be either true or false.");
  }
  reader.expect("}", oneKey);
  return kind === "true" ? { test: () => true } : { test: () => false, absent: true };
}

/** AWS's messages about a block of addresses have no position. */
function refuseBlock(reason: string): never {
  throw new InvalidPattern(reason);
}

const operators = new Map<string, (reader: PatternReader) => Matcher>([
  ["anything-but", anythingBut],
  // AWS calls it a prefix, too.
  ["cidr", textOperator("prefix", (block) => onText(ipRange(block, refuseBlock)))],
  [
    "equals-ignore-case",
    textOperator("equals-ignore-case", (wanted) => onText((text) => foldedCase(text) === foldedCase(wanted))),
  ],
  // EventBridge does not document this operator, but its compiler accepts it.
  ["exactly", textOperator("exact", (wanted) => onText((text) => text === wanted))],
  ["exists", exists],
  [
    "numeric",
    (reader) => {
      const matcher = numeric(reader);
      reader.expect("}", "Too many elements in numeric expression");
      return matcher;
    },
  ],
  ["prefix", affix("prefix")],
  ["suffix", affix("suffix")],
  [
    "wildcard",
    textOperator("wildcard", (text, reader) => ({
      ...onText(wildcard(text, (reason) => reader.refuse(reason))),
      wildcards: [text],
    })),
  ],
]);

/** The names that EventBridge refuses for a field inside `$or`: its operators, and those that it may have one day. */
const reservedInOr = new Set([
  ...operators.keys(),
  ...["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"],
  ...["date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"],
  ...["ip-address-in-range", "ip-address-not-in-range"],
]);

/** Whether a field inside `$or` can't have this name. */
export function isReservedInOr(name: string): boolean {
  return reservedInOr.has(name);
}

function equalToText(text: string): Matcher {
  const isAddress = sameAddress(text);
  return onText((candidate) => candidate === text || (isAddress?.(candidate) ?? false));
}

/** Compiles one element of a field's list, whose first token was read last: a value to equal, or an object with one operator. */
export function compileMatcher(reader: PatternReader, token: Token): Matcher {
  switch (token.kind) {
    case "{": {
      const { text: name } = reader.expect("key", "Match expression name not found");
      const compile = operators.get(name) ?? reader.refuse(`Unrecognized match type ${name}`);
      return compile(reader);
    }
    case "string":
      return equalToText(reader.text());
    case "number": {
      const wanted = jsonNumber(token.text);
      return { test: (leaf) => isNumber(leaf) && sameNumber(wanted, leaf) };
    }
    case "true":
    case "false":
      return { test: (leaf) => leaf === (token.kind === "true") };
    case "null":
      return { test: (leaf) => leaf === null };
    default:
      return reader.refuse("Match value must be String, number, true, false, or null");
  }
}
