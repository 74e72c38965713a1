import type { Oracle } from "./oracle.ts";

/** Members of the JSON bodies, written by hand: printing them from an object would lose what they are here for. */
const contents: Readonly<Record<string, string>> = {
  plain: '"amount":4200',
  unicode: '"text":"Grüße, 東京 😀","astral":"𝒳🇩🇪","combining":"e\u0301","separator":"\u2028"',
  escapes: '"path":"https:\\/\\/acme.example\\/a\\/b","accent":"\\u00e9","quote":"\\"","tab":"\\t"',
  numbers: '"big":12345678901234567890,"money":10.00,"exponent":1E400,"zero":-0,"small":1.0',
  white: '\r\n  "spaced" :  [ 1,\t2 ] ,\n  "nested": { "a" : { } }\r\n',
  large: `"blob":"${"0123456789abcdef é ".repeat(5_300)}"`,
};

const forms: Readonly<Record<string, string>> = {
  plain: "action=order.placed&id=42&amount=10.00",
  unicode: "name=Gr%C3%BC%C3%9Fe%20%F0%9F%98%80&city=%E6%9D%B1%E4%BA%AC&note=a+b%2Bc",
  repeated: "b=2&a=1&b=1&a=1&empty=&sign=%26%3D%3B",
  nested: "calendar%5Bid%5D=7&data[0]=x&data[1]=y&json=%7B%22a%22%3A%5B1%2C2%5D%7D",
  large: `blob=${"0123456789abcdef%20".repeat(5_400)}`,
};

const usual = { id: "evt_1", type: "demo.created" } as const;

/** True when a library that parses and prints the text gives it back: then it signs what the vendor sends. */
const isCompact = (json: string): boolean => JSON.stringify(JSON.parse(json)) === json;

/** The bodies that an oracle signs, by name. */
export function bodiesOf({ bodies = "json", members }: Oracle): Readonly<Record<string, string>> {
  if (typeof bodies === "object") return bodies;
  if (bodies === "form") return forms;
  const printed = JSON.stringify(members ?? usual).slice(1, -1);
  const texts: Record<string, string> = { empty: members ? `{${printed}}` : "{}" };
  for (const [name, content] of Object.entries(contents)) texts[name] = `{${printed},${content}}`;
  texts.trailing = `${texts.plain}\r\n`;
  if (!members) texts.array = `[${texts.plain},{}]`;
  const wanted = Object.entries(texts).filter(([, json]) => bodies === "json" || isCompact(json));
  return Object.fromEntries(wanted);
}
