/** A number of a JSON text. */
export interface JsonNumber {
  /** As it was written. */
  readonly text: string;
  /** Its double, if that is the same number; undefined for one that EventBridge can't compare. */
  readonly value: number | undefined;
}

/** Digits without zeros at either end, and the power of ten of the first of them. */
function decimalOf(text: string): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const digits = (whole + fraction).replace(/^0+/, "");
  const leadingZeros = whole.length + fraction.length - digits.length;
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const sign = mantissa.startsWith("-") ? "-" : "";
  return `${sign}${significant}e${Number(exponent) + whole.length - leadingZeros}`;
}

/** Reads a number of a JSON text. EventBridge compares only numbers that a double holds to the last digit. */
export function jsonNumber(text: string): JsonNumber {
  const value = Number(text);
  const comparable = Number.isFinite(value) && decimalOf(text) === decimalOf(String(value));
  return { text, value: comparable ? value : undefined };
}

/** Whether two numbers are equal: by value where both can be compared (`1`, `1.0`, `1e0`), otherwise by their text. */
export function sameNumber(left: JsonNumber, right: JsonNumber): boolean {
  return left.text === right.text || (left.value !== undefined && left.value === right.value);
}
