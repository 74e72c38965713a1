import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { decodeUtf8, parseJson } from "../../core/json/json.ts";
import type { SampleOrder } from "../../operate/state.ts";

/** The flags that say what is sent. */
export interface SampleFlags {
  readonly event?: string;
  /** JSON texts by pointer. */
  readonly set?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly asRecorded: boolean;
}

/**
 * One `--set /pointer=value` more. The value is JSON if it parses, else text.
 * @throws InvalidArgumentError
 */
export function parseSetting(
  text: string,
  before: SampleFlags["set"] = {},
): Readonly<Record<string, string>> {
  const cut = text.indexOf("=");
  if (!text.startsWith("/") || cut === -1)
    throw new InvalidArgumentError(
      "Give a JSON pointer into the body and a value: --set /data/object/id=in_1",
    );
  const value = text.slice(cut + 1);
  return { ...before, [text.slice(0, cut)]: parseJson(value) ? value : JSON.stringify(value) };
}

/** The text of a file, or of standard input. @throws BridgeError `wrong-use` for other bytes than UTF-8 */
function bodyIn(file: string): string {
  const body = decodeUtf8(readFileSync(file === "-" ? 0 : file));
  if (body !== undefined) return body;
  throw new BridgeError(
    "wrong-use",
    `${file === "-" ? "Standard input" : file} is no text in UTF-8, so it can't be the body of a webhook here.`,
    "Record a request with such a body instead: npx hookbridge fixture <source> <name>",
  );
}

/** What the flags order. */
export const sampleOrder = ({ event, set, file, asRecorded }: SampleFlags): SampleOrder => ({
  ...(event !== undefined && { event }),
  ...(set && { set }),
  ...(file !== undefined && { body: bodyIn(file) }),
  ...(asRecorded && { asRecorded }),
});
