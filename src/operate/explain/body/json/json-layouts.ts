import type { JsonLayout } from "./json-tokens.ts";

const indented = (name: string, indent: string): readonly JsonLayout[] => [
  { name: `indented by ${name}`, indent, comma: ",", colon: ": " },
  { name: `indented by ${name}, with CRLF`, indent, newline: "\r\n", comma: ",", colon: ": " },
];

/** How programs lay out JSON, the usual ways first. */
export const jsonLayouts: readonly JsonLayout[] = [
  { name: "without spaces", comma: ",", colon: ":" },
  { name: "with a space behind each comma and colon", comma: ", ", colon: ": " },
  ...indented("two spaces", "  "),
  ...indented("four spaces", "    "),
  ...indented("tabs", "\t"),
  ...indented("three spaces", "   "),
  ...indented("one space", " "),
  { name: "with a space behind each colon", comma: ",", colon: ": " },
  { name: "with a space behind each comma", comma: ", ", colon: ":" },
  { name: "indented by two spaces, with spaces around its colons", indent: "  ", comma: ",", colon: " : " },
  {
    name: "indented by two spaces, with short lists",
    indent: "  ",
    comma: ", ",
    colon: " : ",
    inside: " ",
    shortLists: true,
  },
  {
    name: "indented by two spaces, with short lists",
    indent: "  ",
    comma: ", ",
    colon: ": ",
    shortLists: true,
  },
  {
    name: "indented by four spaces, with spaces around its colons",
    indent: "    ",
    comma: ",",
    colon: " : ",
  },
  { name: "with spaces inside its brackets", comma: ", ", colon: ": ", inside: " " },
  { name: "with spaces around its colons", comma: ", ", colon: " : " },
  { name: "with line ends and no indentation", indent: "", comma: ",", colon: ": " },
  { name: "with line ends and no indentation", indent: "", comma: ",", colon: ":" },
  { name: "indented by two spaces, without spaces", indent: "  ", comma: ",", colon: ":" },
];
