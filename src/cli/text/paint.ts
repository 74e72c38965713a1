import { styleText } from "node:util";

/** What a colour says. */
export type Paint = "good" | "bad" | "warn" | "quiet" | "strong";

const paintStyles = { good: "green", bad: "red", warn: "yellow", quiet: "dim", strong: "bold" } as const;

/** True where stdout is a terminal whose user has nothing against colours. */
const { NO_COLOR = "" } = process.env;
const inColour = process.stdout.isTTY === true && NO_COLOR === "";

/** Text in the colour of what it says, on a terminal. */
export const painted = (paint: Paint | undefined, text: string): string =>
  inColour && paint !== undefined ? styleText(paintStyles[paint], text, { validateStream: false }) : text;

/** Text of others without control characters, which could move the terminal's cursor or write other words over ours. */
export const harmless = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ");
