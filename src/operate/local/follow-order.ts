import { BridgeError } from "../../core/errors.ts";
import { child, ofOurOwn, parseJson } from "../../core/json/json.ts";
import type { Following, LetterOrder, LetterProgress, LetterResult } from "../dead-letters.ts";
import { type ApiConnection, errorOfBody } from "./api-connection.ts";
import { textLines } from "./text-lines.ts";

const nothingYet: LetterProgress = { matched: 0, done: 0, failed: 0, passedOver: 0 };

/** Has the running bridge carry out an order. Aborted, it gives what is known of it. */
export async function followOrder(
  api: ApiConnection,
  verb: "redrive" | "discard",
  order: LetterOrder,
  { signal, onProgress }: Following = {},
): Promise<LetterResult> {
  let last = nothingYet;
  try {
    const answer = await api.demand({
      method: "POST",
      path: `/api/dead-letters/${verb}`,
      body: JSON.stringify(order),
      ...(signal && { signal }),
    });
    for await (const line of answer.body ? textLines(answer.body) : []) {
      const value = parseJson(line)?.value;
      const [progress, result] = [child(value, "progress"), child(value, "result")];
      if (result !== undefined) return ofOurOwn<LetterResult>(result);
      if (progress === undefined) throw errorOfBody(value);
      last = ofOurOwn<LetterProgress>(progress);
      onProgress?.(last);
    }
  } catch (error) {
    if (signal?.aborted)
      return {
        ...last,
        groups: [],
        stopped: true,
        note: "It was stopped in the middle; the last letters may not be counted.",
      };
    throw error;
  }
  throw new BridgeError(
    "wrong-use",
    `The running bridge has ended, ${last.done} of ${last.matched} dead letters on.`,
    "Start it again, and give the same command: it goes on with the rest.",
  );
}
