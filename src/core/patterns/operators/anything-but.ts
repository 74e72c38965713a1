import { jsonNumber, sameNumber } from "../comparable-number.ts";
import type { Token } from "../json-tokens.ts";
import { InvalidPattern, type PatternReader } from "../pattern-reader.ts";
import { foldedCase, isNumber, type Matcher, onText } from "./matcher.ts";
import { comparableOperand } from "./numeric.ts";
import { wildcard } from "./wildcard.ts";

type TextTest = (text: string) => boolean;

/** An operator inside `anything-but`. */
interface TextOperator {
  /** Why a value that is no string is refused. */
  readonly noString: string;
  /** Whether an empty text is refused. */
  readonly refusesEmpty: boolean;
  compile(text: string, refuse: (reason: string) => never): TextTest;
}

const affixFault = "prefix/suffix match pattern must be a string";

const textOperators = new Map<string, TextOperator>([
  [
    "equals-ignore-case",
    {
      noString: "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
      refusesEmpty: false,
      compile: (wanted) => (text) => foldedCase(text) === foldedCase(wanted),
    },
  ],
  [
    "prefix",
    { noString: affixFault, refusesEmpty: true, compile: (wanted) => (text) => text.startsWith(wanted) },
  ],
  [
    "suffix",
    { noString: affixFault, refusesEmpty: true, compile: (wanted) => (text) => text.endsWith(wanted) },
  ],
  [
    "wildcard",
    { noString: "wildcard match pattern must be a string", refusesEmpty: false, compile: wildcard },
  ],
]);

const tooMany = "Too many elements in numeric expression";

/** The texts of an operator inside `anything-but`: one, or a list. */
function readTexts(reader: PatternReader, first: Token, operator: TextOperator): readonly string[] {
  const isList = first.kind === "[";
  const texts: string[] = [];
  for (let token = isList ? reader.next() : first; token.kind !== "]"; token = reader.next()) {
    const times = isList ? 2 : 1;
    if (token.kind !== "string") reader.refuse(operator.noString, times);
    const text = reader.text();
    if (text === "" && operator.refusesEmpty) reader.refuse("Null prefix/suffix not allowed", times);
    texts.push(text);
    if (!isList) break;
  }
  // AWS's compiler takes an empty list, and then can't match with it.
  if (texts.length === 0) reader.refuse("Empty arrays are not allowed");
  return texts;
}

/** A list of values: all strings or all numbers. */
function readValues(reader: PatternReader): Matcher {
  const texts = new Set<string>();
  const numbers: string[] = [];
  for (let token = reader.next(); token.kind !== "]"; token = reader.next()) {
    if (token.kind === "string") texts.add(reader.text());
    else if (token.kind === "number") {
      comparableOperand(token.text, (reason) => reader.refuse(reason));
      numbers.push(token.text);
    } else reader.refuse("Inside anything but list, start|null|boolean is not supported.", 2);
  }
  if (texts.size > 0 === numbers.length > 0) {
    reader.refuse(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  return noneOf(texts, numbers);
}

function noneOf(texts: ReadonlySet<string>, numbers: readonly string[]): Matcher {
  const known = numbers.map(jsonNumber);
  return {
    test: (leaf) =>
      isNumber(leaf)
        ? !known.some((number) => sameNumber(number, leaf))
        : typeof leaf !== "string" || !texts.has(leaf),
  };
}

/** AWS gives no position for a single number that it can't compare. */
const refuseUnplaced = (reason: string): never => {
  throw new InvalidPattern(reason);
};

/** Refuses a token with which no value of `anything-but` begins. */
function checkBeginning(reader: PatternReader, { kind }: Token): void {
  if (kind !== "[" && kind !== "string" && kind !== "number") {
    reader.refuse("Value of anything-but must be an array or single string/number value.");
  }
}

/** An operator with its texts, whose object was opened last. */
function readOperator(reader: PatternReader): Matcher {
  const { text: name } = reader.expect("key", "Anything-But expression name not found");
  const operator = textOperators.get(name) ?? reader.refuse(`Unsupported anything-but pattern: ${name}`);
  const first = reader.next();
  checkBeginning(reader, first);
  const texts = readTexts(reader, first, operator);
  const tests = texts.map((text) => operator.compile(text, (reason) => reader.refuse(reason)));
  const listed = onText((text) => tests.some((test) => test(text)));
  reader.expect("}", tooMany);
  return { test: (leaf) => !listed.test(leaf), ...(name === "wildcard" && { wildcards: texts }) };
}

/** A value, or a list of values. */
function readPlain(reader: PatternReader, first: Token): Matcher {
  checkBeginning(reader, first);
  if (first.kind === "[") return readValues(reader);
  if (first.kind === "string") return noneOf(new Set([reader.text()]), []);
  comparableOperand(first.text, refuseUnplaced);
  return noneOf(new Set(), [first.text]);
}

/** The operator `anything-but`, whose value comes next. It matches every leaf that is not listed, also null. */
export function anythingBut(reader: PatternReader): Matcher {
  const first = reader.next();
  const matcher = first.kind === "{" ? readOperator(reader) : readPlain(reader, first);
  reader.expect("}", tooMany);
  return matcher;
}
