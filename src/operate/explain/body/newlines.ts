import { type BodyReading, bytesAsText, type UndoBody } from "./body-change.ts";

const mark = "\u00ef\u00bb\u00bf";

/** Line ends, a line end at the end, white space around, and a byte-order mark. */
export const undoNewlines: UndoBody = function* (body): Generator<BodyReading> {
  const text = bytesAsText(body);
  const lf = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  const bare = text.startsWith(mark) ? text.slice(mark.length) : text;
  const trimmed = bare.replace(/[\r\n]+$/, "");
  const lfTrimmed = lf.replace(/\n+$/, "");
  const crlf = lf.replaceAll("\n", "\r\n");
  const made: readonly (readonly [text: string, what: string])[] = [
    [bare, "without the byte-order mark before it"],
    [`${mark}${text}`, "with a byte-order mark before it"],
    [`\u00ff\u00fe${text}`, "with a byte-order mark before it"],
    [text.replace(/\r?\n$/, ""), "without the line end at its end"],
    [trimmed, "without the line ends at its end"],
    [`${text}\n`, "with a line end (LF) at its end"],
    [`${text}\r\n`, "with a line end (CRLF) at its end"],
    [`${trimmed}\n`, "with one line end (LF) at its end"],
    [`${trimmed}\r\n`, "with one line end (CRLF) at its end"],
    [`${text}\n\n`, "with two line ends at its end"],
    [`${text}\r`, "with a line end (CR) at its end"],
    [crlf, "with its line ends as CRLF"],
    [lf, "with its line ends as LF"],
    [lf.replaceAll("\n", "\r"), "with its line ends as CR"],
    [crlf.replace(/(?:\r\n)+$/, ""), "with its line ends as CRLF and none at its end"],
    [lfTrimmed, "with its line ends as LF and none at its end"],
    [`${crlf}\r\n`, "with its line ends as CRLF and one more at its end"],
    [`${lf}\n`, "with its line ends as LF and one more at its end"],
    [`${lfTrimmed}\n`, "with its line ends as LF and one at its end"],
    [`${lfTrimmed.replaceAll("\n", "\r\n")}\n`, "with its line ends as CRLF and LF at its end"],
    [`${lfTrimmed}\r\n`, "with its line ends as LF and CRLF at its end"],
    [bare.trim(), "without the white space around it"],
    [bare.replace(/^\r?\n/, ""), "without the line end before it"],
    [bare.trimStart(), "without the white space before it"],
    [bare.trimEnd(), "without the white space at its end"],
    [`${text} `, "with a space at its end"],
    [`\n${text}`, "with a line end before it"],
    [text.replaceAll("\r\n", "\n\n"), "with each CRLF as two line ends"],
    [text.replaceAll("\n\n", "\n"), "with each doubled line end once"],
    [text.replaceAll("\r\r\n", "\r\n"), "with each CR once"],
    [lf.replaceAll("\n", ""), "without line ends"],
    [text.replaceAll("\\r\\n", "\\n"), "with the line ends in its texts as LF"],
    [text.replaceAll(/(?<!\\r)\\n/g, "\\r\\n"), "with the line ends in its texts as CRLF"],
    [text.replaceAll(/%0D%0A/gi, "%0A"), "with the line ends in its fields as LF"],
    [text.replaceAll(/(?<!%0D)%0A/gi, "%0D%0A"), "with the line ends in its fields as CRLF"],
    [text.replaceAll("\0", ""), "without its NUL characters"],
    [text.replaceAll("\t", "    "), "with its tabs as spaces"],
    [text.replaceAll("\t", "  "), "with its tabs as spaces"],
    [
      text.replaceAll(/^( {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2)),
      "with its indentation as tabs",
    ],
    [text.replaceAll(/[ \t]+$/gm, ""), "without white space at the ends of its lines"],
  ];
  const seen = new Set([text]);
  for (const [one, what] of made) {
    if (seen.has(one)) continue;
    seen.add(one);
    yield { body: Buffer.from(one, "latin1"), what };
  }
};
