import type { WebhookRequest } from "../../core/request.ts";

/** Most spellings of a URL that are tried, all of two names in both orders: each costs us a hash of a stranger's request. */
export const mostUrlSpellings = 96;

/** Most names whose orders are tried: three have six. */
const mostReorderedNames = 3;

type Spell = (text: string) => string;

const escaped: Spell = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Escapes these characters too, which `encodeURIComponent` leaves as they are. */
const escaping =
  (characters: RegExp): Spell =>
  (text) =>
    encodeURIComponent(text).replace(characters, escaped);

/** Escapes every reserved character of RFC 3986. */
export const escapeReserved = escaping(/[!'()*]/g);

/** Delimiters that a query may hold unescaped and that part no parameters (RFC 3986): some vendors sign the URL with them so. */
const unescapeDelimiters: Spell = (text) => text.replace(/%(?:2[14789ACF]|3[ABF]|40)/gi, decodeURIComponent);

const legible: Spell = (text) => unescapeDelimiters(encodeURIComponent(text));

const withPlus =
  (spell: Spell): Spell =>
  (text) =>
    spell(text).replaceAll("%20", "+");

/** How senders write a text, the usual ways first. */
const styles: readonly Spell[] = [
  encodeURIComponent,
  // HTML forms.
  withPlus(escaping(/[!'()~]/g)),
  legible,
  withPlus(legible),
  // And brackets, which few senders escape.
  (text) => legible(text).replace(/%(?:3D|5[BD])/g, decodeURIComponent),
  // RFC 3986 without any reserved character, and with a path's.
  escapeReserved,
  withPlus(escapeReserved),
  (text) => escapeReserved(text).replaceAll("%2F", "/"),
  withPlus(escaping(/[!'()*~]/g)),
  // What the URL standard leaves as it is.
  (text) =>
    legible(text)
      .replace(/%(?:3D|5[B-E]|60|7[BCD])/g, decodeURIComponent)
      .replaceAll("'", "%27"),
];

/** What happens to a text between signing and receipt, or before, that leaves the rest of it as it is. */
const rewritings: readonly Spell[] = [
  (sent) => sent,
  (sent) => sent.replaceAll("%27", "'"),
  (sent) => sent.replaceAll("'", "%27"),
  unescapeDelimiters,
];

const lowerCaseHex: Spell = (text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());

/** A parameter of a query. */
interface Parameter {
  readonly sent: string;
  /** Name and value; undefined where every sender writes them alike, and where decoding would lose bytes. */
  readonly decoded: readonly [name: string, value: string] | undefined;
}

/** Matches a parameter that every sender writes alike. */
const plain = /^[\w.-]+=[\w.-]+$/;

function parameterOf(sent: string): Parameter {
  // Half a surrogate pair can't be written.
  if (sent === "" || plain.test(sent) || !sent.isWellFormed()) return { sent, decoded: undefined };
  const nameEnd = `${sent}=`.indexOf("=");
  const decode = (text: string): string => decodeURIComponent(text.replaceAll("+", " "));
  try {
    return { sent, decoded: [decode(sent.slice(0, nameEnd)), decode(sent.slice(nameEnd + 1))] };
  } catch {
    return { sent, decoded: undefined };
  }
}

type WriteParameter = (parameter: Parameter) => string;

const rewriting =
  (spell: Spell): WriteParameter =>
  ({ sent }) =>
    spell(sent);

const styling =
  (spell: Spell): WriteParameter =>
  ({ sent, decoded }) =>
    decoded ? `${spell(decoded[0]).replaceAll("=", "%3D")}=${spell(decoded[1])}` : sent;

/** A writer, and one that leaves out the `=` of a parameter without a value. */
const withAndWithoutSign = (write: WriteParameter): readonly WriteParameter[] => [
  write,
  (parameter) => (parameter.decoded?.[1] === "" ? write(parameter).replace("=", "") : write(parameter)),
];

const writers: readonly WriteParameter[] = [...rewritings.map(rewriting), ...styles.map(styling)].flatMap(
  withAndWithoutSign,
);

function* permutations<One>(all: readonly One[]): Generator<readonly One[]> {
  if (all.length === 0) yield [];
  for (const [place, one] of all.entries())
    for (const rest of permutations(all.toSpliced(place, 1))) yield [one, ...rest];
}

/** The orders in which the parameters may have been sent; the values of one name keep theirs. */
function ordersOf(parameters: readonly Parameter[]): readonly (readonly Parameter[])[] {
  const named = Map.groupBy(parameters, ({ sent, decoded }) => decoded?.[0] ?? sent.split("=", 1)[0]);
  if (named.size > mostReorderedNames) return [parameters];
  return Array.from(permutations([...named.values()]), (order) => order.flat());
}

/**
 * The URLs that a request may have been sent to, its own first: a gateway, a proxy or a redirect may have changed the spelling of
 * its query. They all mean the same parameters, and the URL alone decides how many there are.
 */
export function urlSpellings({
  url,
  query,
  isReordered,
}: Pick<WebhookRequest, "url" | "query" | "isReordered">): readonly string[] {
  const parameters = query.split("&").map(parameterOf);
  const orders = isReordered ? ordersOf(parameters) : [parameters];
  if (orders.length === 1 && parameters.every(({ decoded }) => decoded === undefined)) return [url];
  const queries = writers.flatMap((write) => orders.map((order) => order.map(write).join("&")));
  const base = url.slice(0, url.length - query.length);
  const spellings = new Set([query, ...queries, ...queries.map(lowerCaseHex)]);
  return Array.from(spellings)
    .slice(0, mostUrlSpellings)
    .map((spelling) => base + spelling);
}
