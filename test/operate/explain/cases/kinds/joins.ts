/** Two values of one header came. */
import { changeRuns } from "../../../../../src/contract/change-request.ts";
import { type Changed, type Kind, withHeaders } from "../change.ts";
import { titled } from "../wire.ts";
import { signatureHeader, signedHeaders } from "./signatures.ts";

const joined = (
  name: string,
  about: string,
  values: (value: string) => readonly string[],
  separate = true,
): Kind => ({
  word: "headers-joined",
  name,
  change(genuine): Changed | undefined {
    const [header, value] = signatureHeader(genuine) ?? [];
    if (!header || !value) return undefined;
    const [first = "", ...more] = values(value);
    const all = separate ? first : [first, ...more].join(", ");
    const request = withHeaders(genuine.request, (headers) => void headers.set(header, all));
    return {
      about: `${header}: ${about}`,
      request,
      names: [header],
      ...(separate && { headers: more.map((one) => [titled(header), one] as const) }),
    };
  },
});

/** Another value of the same form. */
const stale = (value: string): string =>
  changeRuns(changeRuns(value)) === value
    ? changeRuns(value)
    : changeRuns(value).replace(/[A-Za-z0-9](?=[^A-Za-z0-9]*$)/, (one) => (one === "7" ? "3" : "7"));

export const kinds: readonly Kind[] = [
  joined("twice-the-same", "came twice with the same value.", (value) => [value, value]),
  joined(
    "twice-the-same-joined",
    "came twice, and a proxy has joined the two.",
    (value) => [value, value],
    false,
  ),
  joined("right-and-wrong", "came twice, the second time with another value.", (value) => [
    value,
    stale(value),
  ]),
  joined("wrong-and-right", "came twice, the first time with another value.", (value) => [
    stale(value),
    value,
  ]),
  joined("three", "came three times.", (value) => [value, value, value], false),
  {
    word: "headers-joined",
    name: "signed-header-twice",
    change(genuine, random) {
      const signature = signatureHeader(genuine)?.[0];
      const names = signedHeaders(genuine).filter(
        (name) => name !== signature && genuine.request.headers.has(name),
      );
      if (names.length === 0) return undefined;
      const name = random.pick(names);
      const value = genuine.request.headers.get(name) ?? "";
      return { about: `${name} came twice.`, headers: [[titled(name), value]] };
    },
  },
];
