/** The body was parsed and written again. */
import { type Changed, type Kind, textOfBody, withBody, withHeaders } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import { faithfulStyles, lossyStyles, numberStyles, type Style, treeOf, written } from "../json-styles.ts";
import type { Random } from "../random.ts";

const isForm = ({ request }: Genuine): boolean =>
  (request.headers.get("content-type") ?? "").startsWith("application/x-www-form-urlencoded");

function rewritten(
  genuine: Genuine,
  text: string | undefined,
  about: string,
  isLossy: boolean,
): Changed | undefined {
  return text === undefined || text === textOfBody(genuine.request)
    ? undefined
    : { about, request: withBody(genuine.request, text), isLossy };
}

/** Styles that leave no trace in what came: another secret is as good an answer. */
const traceless = /^(?:nulls-dropped|doubles|python-floats)$/;

/** Of so few keys the order tells nothing. */
const isTiny = (text: string | undefined): boolean => (text?.match(/":/g) ?? []).length < 5;

const secretToo = (changed: Changed | undefined, isTraceless: boolean): Changed | undefined =>
  changed && isTraceless ? { ...changed, accept: ["secret-wrong"] } : changed;

/** The request with its JSON in another style of a vendor, signed so; undefined where that can't be. */
async function sentInStyle(genuine: Genuine, style: Style): Promise<Genuine | undefined> {
  const tree = treeOf(textOfBody(genuine.request));
  if (tree === undefined || !genuine.sign) return undefined;
  const sent = written(tree, style);
  const request = await genuine.sign({ body: Buffer.from(sent) });
  return request && textOfBody(request) === sent ? { ...genuine, request } : undefined;
}

const vendorStyles = [
  "compact",
  "compact",
  "python-default",
  "python-unicode",
  "php",
  "go-html",
  "php-unicode",
];

/** A recorded body that somebody wrote by hand mixes styles, as no library does: then it is sent in one. */
async function inOneStyle(genuine: Genuine, random: Random): Promise<Genuine | undefined> {
  const text = textOfBody(genuine.request);
  const tree = treeOf(text);
  if (tree === undefined) return undefined;
  if (Object.values(faithfulStyles).some((style) => written(tree, style) === text)) return genuine;
  return sentInStyle(genuine, faithfulStyles[random.pick(vendorStyles)] ?? {});
}

const styled = (name: string, style: Style, isLossy: boolean): Kind => ({
  word: "body-reserialized",
  name,
  async change(given, random) {
    const genuine = await inOneStyle(given, random);
    const tree = genuine && treeOf(textOfBody(genuine.request));
    if (!genuine || tree === undefined) return undefined;
    const text = written(tree, style);
    const changed = rewritten(genuine, text, `The JSON was parsed and written again (${name}).`, isLossy);
    return secretToo(changed, isLossy && (traceless.test(name) || isTiny(text)));
  },
});

/** The same text with its numbers alone in another form. */
const numbered = (name: string, number: (digits: string) => string): Kind => ({
  word: "body-reserialized",
  name: `numbers-${name}`,
  change(genuine) {
    const { request } = genuine;
    if (treeOf(textOfBody(request)) === undefined) return undefined;
    const text = textOfBody(request).replace(
      /("(?:[^"\\]|\\.)*")|(-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/g,
      (whole, quoted: string | undefined) => quoted ?? number(whole),
    );
    const changed = rewritten(genuine, text, `Numbers were written in another form (${name}).`, true);
    return secretToo(changed, traceless.test(name));
  },
});

/** The vendor sends it indented or spaced, and JSON.stringify has made it compact. */
const compacted = (vendor: string): Kind => ({
  word: "body-reserialized",
  name: `compact-of-${vendor}`,
  async change(genuine) {
    const sent = await sentInStyle(genuine, faithfulStyles[vendor] ?? {});
    const tree = sent && treeOf(textOfBody(sent.request));
    if (!sent || tree === undefined) return undefined;
    const about = `The vendor's JSON (${vendor}) was written again by JSON.stringify.`;
    return rewritten(sent, written(tree, {}), about, false);
  },
});

const formed = (name: string, about: string, rewrite: (text: string) => string, isLossy = false): Kind => ({
  word: "body-reserialized",
  name: `form-${name}`,
  change: (genuine) =>
    isForm(genuine) ? rewritten(genuine, rewrite(textOfBody(genuine.request)), about, isLossy) : undefined,
});

const formToJson: Kind = {
  word: "body-reserialized",
  name: "form-to-json",
  change(genuine) {
    if (!isForm(genuine)) return undefined;
    const fields = Object.fromEntries(new URLSearchParams(textOfBody(genuine.request)));
    const request = withBody(genuine.request, JSON.stringify(fields));
    return {
      about: "The form was parsed and passed on as JSON.",
      request: withHeaders(request, (headers) => void headers.set("content-type", "application/json")),
    };
  },
};

export const kinds: readonly Kind[] = [
  ...Object.entries(faithfulStyles).map(([name, style]) => styled(name, style, false)),
  ...Object.entries(lossyStyles).map(([name, style]) => styled(name, style, true)),
  ...Object.entries(numberStyles).map(([name, number]) => numbered(name, number)),
  ...["two-spaces", "python-default", "python-unicode", "php", "four-spaces", "go-html"].map(compacted),
  formed("percent-twenty", "Spaces of the form were written as %20.", (text) => text.replaceAll("+", "%20")),
  formed("plus", "Spaces of the form were written as +.", (text) => text.replaceAll("%20", "+")),
  formed("lower-hex", "Percent codes were written in lower case.", (text) =>
    text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ),
  formed("encode-uri", "Fields were written by encodeURIComponent.", (text) =>
    Array.from(
      new URLSearchParams(text),
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
    ).join("&"),
  ),
  formed("url-search-params", "Fields were written by URLSearchParams.", (text) =>
    new URLSearchParams(text).toString(),
  ),
  formed(
    "sorted",
    "The fields were sorted.",
    (text) => (text.split("&").length < 6 ? text : text.split("&").sort().join("&")),
    true,
  ),
  formToJson,
];
