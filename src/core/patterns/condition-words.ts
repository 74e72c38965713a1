import { eachMember, endOfValue, keyIn, skipSpace } from "../json/json-text.ts";

/** Values of a condition that a sentence names. */
const mostValues = 8;

const oneOfWords = (words: readonly string[]): string => {
  const shown = words.length > mostValues ? [...words.slice(0, mostValues), "…"] : words;
  const last = shown.at(-1) ?? "";
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} or ${last}` : last;
};

/** True for a text that would read like something else without its quotation marks. */
const needsQuotes = (text: string): boolean =>
  text === "" ||
  text.trim() !== text ||
  /^(?:true|false|null|-?[0-9][0-9.eE+-]*)$/.test(text) ||
  text.includes(", ");

/** A plain value in a sentence: a text without quotation marks where nothing else reads like it. */
export function valueWords(json: string): string {
  if (!json.startsWith('"')) return json;
  const text = keyIn(json);
  return needsQuotes(text) ? json : text;
}

/** The members of an object or array, as JSON texts. */
function membersOfText(text: string): readonly (readonly [key: string, value: string])[] {
  const found: (readonly [string, string])[] = [];
  eachMember(text, skipSpace(text, 0), (key, start) => {
    const end = endOfValue(text, start);
    found.push([key, text.slice(start, end)]);
    return end;
  });
  return found;
}

/** The text or list of an operator, an inner operator among them: `{"prefix": "a"}`. */
function operandWords(value: string, inner: (operator: string, operand: string) => string): string {
  if (value.startsWith("["))
    return oneOfWords(membersOfText(value).map(([, item]) => operandWords(item, inner)));
  if (!value.startsWith("{")) return valueWords(value);
  return oneOfWords(membersOfText(value).map(([operator, operand]) => inner(operator, operand)));
}

/** What comes before an operand, by operator. `exists` and `numeric` have words of their own. */
const beginnings: Readonly<Record<string, string>> = {
  prefix: "begins with",
  suffix: "ends with",
  wildcard: "is like",
  "anything-but": "is anything but",
  "equals-ignore-case": "is, in capitals or not,",
  cidr: "is an address in",
  exactly: "is exactly",
};

function numericWords(operand: string): string {
  const parts = membersOfText(operand).map(([, item]) => valueWords(item));
  const pairs: string[] = [];
  for (let at = 0; at < parts.length; at += 2) pairs.push(`${parts[at]} ${parts[at + 1] ?? ""}`.trim());
  return `is ${pairs.join(" and ")}`;
}

function operatorWords(operator: string, operand: string): string {
  if (operator === "exists") return operand === "true" ? "is there" : "is absent";
  if (operator === "numeric") return numericWords(operand);
  // Within anything-but, `prefix` and `wildcard` have lists of their own.
  const words = operandWords(operand, (inner, value) =>
    inner === "equals-ignore-case"
      ? `${operandWords(value, operatorWords)}, in capitals or not`
      : operatorWords(inner, value)
          .replace(/^is /, "")
          .replace(/^begins with/, "what begins with")
          .replace(/^ends with/, "what ends with"),
  );
  return `${beginnings[operator] ?? operator} ${words}`;
}

/** What a condition of a pattern asks for. */
export interface ConditionWords {
  /** Behind "needs": `closed`, `a value that begins with acme/`. */
  readonly needed: string;
  /** Behind the value where it is not simply one of the list: `begins with acme/`; undefined for plain values only. */
  readonly held: string | undefined;
}

/**
 * A condition in words.
 * @param list of a valid pattern, as it stands there: `["closed", {"prefix": "re"}]`
 */
export function conditionWords(list: string): ConditionWords {
  const items = membersOfText(list).map(([, item]) => item);
  const plain = items.filter((item) => !item.startsWith("{")).map(valueWords);
  const asked = items
    .filter((item) => item.startsWith("{"))
    .flatMap((item) => membersOfText(item).map(([operator, operand]) => operatorWords(operator, operand)));
  const needed = asked.map((words) =>
    words === "is absent" ? "to be absent" : words === "is there" ? "any value" : `a value that ${words}`,
  );
  return {
    needed: oneOfWords([...plain, ...needed]),
    held:
      asked.length > 0
        ? oneOfWords([...(plain.length > 0 ? [`is ${oneOfWords(plain)}`] : []), ...asked])
        : undefined,
  };
}
