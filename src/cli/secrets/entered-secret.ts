import { BridgeError } from "../../core/errors.ts";
import { canAsk } from "../init/ask.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { askHidden } from "./hidden-prompt.ts";

/** More bytes than any list of secrets has. */
const mostEntered = 65_536;

const refuseEntry = (what: string, remedy: string): never => {
  throw new BridgeError("wrong-use", what, remedy);
};

/** What was piped as text. Windows PowerShell pipes UTF-16. */
function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuseEntry(
      "What came on standard input is no text in UTF-8. Nothing was stored.",
      "Store the secret as the vendor's console shows it: base64 or hexadecimal digits where it is bytes.",
    );
  }
}

async function readPiped(): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > mostEntered)
      refuseEntry(
        "What came on standard input is too long for a secret. Nothing was stored.",
        "Send the secret alone.",
      );
  }
  return textOfBytes(Buffer.concat(chunks));
}

/**
 * What somebody enters at a prompt that does not show it, or pipes into the command.
 * @param question for the prompt
 * @param call the command as it is typed
 * @throws BridgeError `wrong-use` where nothing was entered
 */
export async function enteredText(question: string, call: string): Promise<string> {
  const isTerminal = process.stdin.isTTY === true;
  if (isTerminal && !canAsk())
    refuseEntry(
      "Standard error is no terminal, so that nothing can be asked.",
      `Pipe the secret: ${call} < secret.txt`,
    );
  const text = isTerminal
    ? ((await askHidden(question, { input: process.stdin, output: process.stderr })) ??
      process.exit(exitCodes.interrupted))
    : await readPiped();
  if (text.trim() === "")
    refuseEntry(
      "Nothing was entered. Nothing was stored.",
      `Pipe the secret: ${call} < secret.txt, or call it on a terminal.`,
    );
  return text;
}
