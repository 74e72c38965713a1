import type { FixedAnswer } from "../core/handshake.ts";
import type { Answer } from "../core/request.ts";
import { jsonAnswer, textAnswer } from "./answer.ts";

/** The same answer to every request. */
export const fixed = (rule: FixedAnswer): Answer =>
  rule.json ? jsonAnswer(rule.status, rule.json) : textAnswer(rule.status, rule.text ?? "");
