import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { undoBase64 } from "../../../../src/operate/explain/body/base64.ts";
import type { UndoBody } from "../../../../src/operate/explain/body/body-change.ts";
import { guessCharacters, undoCharset } from "../../../../src/operate/explain/body/charset.ts";
import { undoCut } from "../../../../src/operate/explain/body/cut.ts";
import { undoForm } from "../../../../src/operate/explain/body/forms.ts";
import { undoNewlines } from "../../../../src/operate/explain/body/newlines.ts";
import { undoPacking } from "../../../../src/operate/explain/body/packed.ts";
import { undoLayout, undoNumbers, undoOrder } from "../../../../src/operate/explain/body/restyle.ts";

const json = "application/json";
const form = "application/x-www-form-urlencoded";
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const smart = Buffer.from([0x22, 0x93, 0x68, 0x69, 0x94, 0x80, 0x22]);

const changes: readonly (readonly [
  what: string,
  undo: UndoBody,
  came: string | Buffer,
  sent: string | Buffer,
  type?: string,
])[] = [
  ["CRLF for LF", undoNewlines, "a\r\nb\r\n", "a\nb\n"],
  ["LF for CRLF", undoNewlines, "a\nb", "a\r\nb"],
  ["a line end at the end", undoNewlines, "{}\r\n", "{}"],
  ["a lost line end", undoNewlines, "{}", "{}\n"],
  ["a byte-order mark", undoNewlines, "\ufeff{}", "{}"],
  ["gzip", undoPacking, gzipSync("hello"), "hello"],
  ["deflate", undoPacking, deflateSync("hello"), "hello"],
  ["brotli", undoPacking, brotliCompressSync(Buffer.alloc(300, "hello ")), Buffer.alloc(300, "hello ")],
  ["gzip in base64", undoPacking, gzipSync("hello").toString("base64"), "hello"],
  ["base64", undoBase64, Buffer.from('{"a":"hello"}').toString("base64"), '{"a":"hello"}'],
  [
    "a gateway's event",
    undoBase64,
    JSON.stringify({ body: Buffer.from('{"a":"hello"}').toString("base64"), isBase64Encoded: true }),
    '{"a":"hello"}',
  ],
  ["decoded base64", undoBase64, "hello", "aGVsbG8="],
  ["Latin-1", undoCharset, latin1('"äö"'), '"äö"'],
  ["Windows-1252", undoCharset, smart, '"\u201chi\u201d\u20ac"'],
  ["UTF-8 for Latin-1", undoCharset, '"äö"', latin1('"äö"')],
  [
    "encoded twice",
    undoCharset,
    Buffer.from(latin1(Buffer.from('"äö€"').toString("latin1")).toString("latin1")),
    '"äö€"',
  ],
  ["U+FFFD", guessCharacters, '"J\ufffdrgen"', '"Jürgen"'],
  ["a question mark", guessCharacters, '"J?rgen"', '"Jürgen"'],
  ["a missing bracket", undoCut, '{"a":{"b":1', '{"a":{"b":1}}'],
  ["spaces", undoLayout, '{"a": 1, "b": [1, 2]}', '{"a":1,"b":[1,2]}', json],
  ["escapes", undoLayout, '{"a":"ä/b"}', '{"a":"\\u00e4\\/b"}', json],
  ["escapes for HTML", undoLayout, '{"a":"<b>"}', '{"a":"\\u003cb\\u003e"}', json],
  ["a lost zero", undoNumbers, '{"a":12.5,"b":3}', '{"a":12.50,"b":3}', json],
  ["lost digits", undoNumbers, '{"id":12345678901234567000}', '{"id":12345678901234567891}', json],
  ["sorted keys", undoOrder, '{"a":1,"b":2,"c":{"d":3,"e":4}}', '{"b":2,"c":{"e":4,"d":3},"a":1}', json],
  ["%20 for +", undoForm, "a=b%20c&d=%C3%A4", "a=b+c&d=%C3%A4", form],
  ["JSON for a form", undoForm, '{"a":"b c","d":"1"}', "a=b+c&d=1", json],
  ["a form for JSON", undoForm, "%7B%22a%22%3A1%7D=", '{"a":1}', form],
];

it.each(changes.map(([what, undo, came, sent, type]) => ({ what, undo, came, sent, type })))(
  "$what can be undone",
  ({ undo, came, sent, type }) => {
    const wanted = Buffer.from(sent as string).toString("hex");
    const made = Array.from(undo(Buffer.from(came as string), type), ({ body }) =>
      Buffer.from(body).toString("hex"),
    );
    expect(made).toContain(wanted);
  },
);

const ways: readonly UndoBody[] = [...new Set(changes.map(([, undo]) => undo))];

it.each(ways.map((undo) => ({ undo })))("$undo ends, whatever comes", ({ undo }) => {
  const bodies = [
    "",
    "\u0000",
    "[".repeat(3_000),
    `"${"\\".repeat(999)}`,
    "?".repeat(500),
    "=&=&".repeat(300),
    "\ufffd".repeat(50),
  ];
  for (const body of bodies) {
    let count = 0;
    for (const { what } of undo(Buffer.from(body), form)) {
      count++;
      expect(what).not.toBe("");
      if (count > 20_000) break;
    }
    expect(count).toBeLessThan(20_000);
  }
});
