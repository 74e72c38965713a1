import { bodySigns } from "../engine/evidence.ts";
import type { Cause } from "../explanation.ts";
import type { ExplainedCase } from "./step.ts";

/** Encodings that are named; others may be a stranger's text. */
const knownPackings = ["gzip", "x-gzip", "deflate", "br", "zstd", "compress"];

/** What the body shows of itself: what hardly anything else explains, and what may be chance. */
export function bodyCauses({ context }: ExplainedCase): { strong: Cause[]; weak: Cause[] } {
  const signs = bodySigns(context);
  const strong: Cause[] = [];
  const weak: Cause[] = [];
  const lengths =
    signs.declared === undefined
      ? ""
      : `: content-length says ${signs.declared}, and ${signs.bytes} bytes are there`;
  if (signs.isPacked)
    strong.push({
      cause: "body-compressed",
      proven: false,
      evidence: signs.packing
        ? `content-encoding says ${knownPackings.includes(signs.packing) ? signs.packing : "that it is packed"}.`
        : "The body begins as compressed data does.",
      fix: "Pass the body on uncompressed, and switch compression off at the sender or the proxy.",
    });
  if (signs.isCut)
    strong.push({
      cause: "body-truncated",
      proven: false,
      evidence: `The end of the body is missing${lengths}.`,
      fix: "Raise the limit of whatever stands before the bridge, or send the request again.",
    });
  if (signs.isBase64)
    strong.push({
      cause: "body-base64",
      proven: false,
      evidence: "The body is nothing but base64.",
      fix: "Decode the body before it reaches the bridge: at API Gateway, binary media types must be `*/*`.",
    });
  if (signs.charset !== undefined)
    strong.push({
      cause: "body-charset",
      proven: false,
      evidence: `The body ${signs.charset}.`,
      fix: "Pass the raw bytes on: something converts the text to another character set.",
    });
  if (signs.rewritten !== undefined)
    weak.push({
      cause: "body-reserialized",
      proven: false,
      evidence: `The body ${signs.rewritten}.`,
      fix: "Pass the raw bytes on: something parses the body and writes it again.",
    });
  else if (signs.declared !== undefined && signs.declared < signs.bytes)
    weak.push({
      cause: "body-reserialized",
      proven: false,
      evidence: `The body is not as long as it was sent${lengths}.`,
      fix: "Pass the raw bytes on: something changes the body on its way.",
    });
  return { strong, weak };
}
