/** The vendor signed another URL than the bridge takes the request to be for, or it came with another method. */
import type { WebhookRequest } from "../../../../../src/core/request.ts";
import type { CauseWord } from "../../../../../src/operate/explain/explanation.ts";
import { signatureLocations } from "../../../../../src/signatures/choose.ts";
import { type Changed, type Kind, withBody, withHeaders } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import type { Random } from "../random.ts";

/** The URL that the vendor signs, that of the bridge, and what the proxies say. */
interface Split extends Omit<Changed, "request"> {
  /** With its query. */
  readonly signed: string;
  /** Of the request line. Default: the query that was signed. */
  readonly query?: string;
}

const queryOf = (url: string): string => url.split("?")[1] ?? "";

const split = (
  word: CauseWord,
  name: string,
  of: (genuine: Genuine, random: Random, query: string) => Split | undefined,
): Kind => ({
  word,
  name,
  async change(genuine, random) {
    if (signatureLocations(genuine.signature).some((place) => place.startsWith("query:"))) return undefined;
    const { query } = genuine.request;
    const found = of(genuine, random, query === "" ? "" : `?${query}`);
    if (!found || !genuine.sign) return undefined;
    const { signed, query: sent, ...changed } = found;
    const request = await genuine.sign({ url: signed });
    if (!request) return undefined;
    // Signing may have put its own parameters into the query.
    const arrives: WebhookRequest = { ...request, query: sent ?? queryOf(request.url) };
    return { names: [request.url], ...changed, request: arrives };
  },
});

const withScheme = (url: string, scheme: "http" | "https"): string => url.replace(/^https?/, scheme);
const withHost = (url: string, host: string): string => url.replace(/^(https?:\/\/)[^/]+/, `$1${host}`);
const prefixed = (url: string, prefix: string): string => url.replace(/^(https?:\/\/[^/]+)/, `$1${prefix}`);

const schemes: readonly Kind[] = [
  split("url-scheme", "http-signed", ({ publicUrl }, random, query) => ({
    about: "The vendor calls http://, the bridge takes it for https://.",
    signed: withScheme(publicUrl, "http") + query,
    proto: random.pick(["http", "https"] as const),
  })),
  split("url-scheme", "https-signed", ({ publicUrl }, random, query) => ({
    about: "The vendor calls https://, the bridge takes it for http://.",
    signed: publicUrl + query,
    publicUrl: withScheme(publicUrl, "http"),
    proto: random.pick(["http", "https"] as const),
  })),
];

const cdn = "in.acme.example";
const elsewhere = (name: string, header: (host: string) => Partial<Changed>): Kind =>
  split("url-host", name, ({ publicUrl }, _, query) => ({
    about: `The vendor calls another host, which ${name} says.`,
    signed: withHost(publicUrl, cdn) + query,
    ...header(cdn),
  }));

const hosts: readonly Kind[] = [
  elsewhere("x-forwarded-host", (host) => ({ headers: [["X-Forwarded-Host", host]] })),
  elsewhere("x-forwarded-host-list", (host) => ({ headers: [["X-Forwarded-Host", `${host}, lb.internal`]] })),
  elsewhere("forwarded", (host) => ({
    headers: [["Forwarded", `for=198.51.100.7;host=${host};proto=https`]],
  })),
  elsewhere("forwarded-quoted", (host) => ({
    headers: [["Forwarded", `for="198.51.100.7"; host="${host}"; proto=https`]],
  })),
  elsewhere("x-original-host", (host) => ({ headers: [["X-Original-Host", host]] })),
  elsewhere("host", (host) => ({ host })),
  split("url-host", "standard-port-signed", ({ publicUrl }, _, query) => ({
    about: "The vendor signs the port 443.",
    signed: withHost(publicUrl, `${new URL(publicUrl).host}:443`) + query,
  })),
  split("url-host", "port-signed", ({ publicUrl }, random, query) => {
    const port = random.pick(["8443", "3000", "8080"]);
    const host = `${new URL(publicUrl).host}:${port}`;
    return {
      about: `The vendor signs the port ${port}.`,
      signed: withHost(publicUrl, host) + query,
      ...(random.chance(0.5) ? { host } : { headers: [["X-Forwarded-Host", host]] }),
    };
  }),
  split("url-host", "forwarded-port-signed", ({ publicUrl }, _, query) => ({
    about: "The vendor signs the port that x-forwarded-port names.",
    signed: withHost(publicUrl, `${new URL(publicUrl).host}:8443`) + query,
    withoutProxies: true,
    headers: [
      ["X-Forwarded-Proto", "https"],
      ["X-Forwarded-Port", "8443"],
    ],
  })),
  split("url-host", "port-taken", ({ publicUrl }, _, query) => ({
    about: "The bridge takes the request to be for a port.",
    signed: publicUrl + query,
    publicUrl: withHost(publicUrl, `${new URL(publicUrl).host}:8080`),
  })),
  split("url-host", "token-names-it", ({ publicUrl, signature }, _, query) =>
    JSON.stringify(signature).includes('"{url}"')
      ? {
          about: "The token names another host.",
          signed: withHost(publicUrl, cdn) + query,
          accept: ["identity-differs"],
        }
      : undefined,
  ),
];

const paths: readonly Kind[] = [
  ...["/prod", "/dev", "/staging", "/v1", "/api"].map((stage) =>
    split("url-path", `stage-taken${stage.replace("/", "-")}`, ({ publicUrl }, _, query) => ({
      about: `The gateway puts its stage ${stage} before the path.`,
      signed: publicUrl + query,
      publicUrl: prefixed(publicUrl, stage),
    })),
  ),
  ...["/prod", "/dev", "/webhooks-api"].map((prefix) =>
    split("url-path", `prefix-cut${prefix.replace("/", "-")}`, ({ publicUrl }, _, query) => ({
      about: `A proxy cuts ${prefix} off, and says so.`,
      signed: prefixed(publicUrl, prefix) + query,
      headers: [["X-Forwarded-Prefix", prefix]],
    })),
  ),
  ...["X-Original-URI", "X-Rewrite-URL", "X-Envoy-Original-Path", "X-Original-URL"].map((name) =>
    split("url-path", `rewritten-${name.toLowerCase()}`, ({ publicUrl }, _, query) => ({
      about: "A proxy has written the path anew, and says what it was.",
      signed: publicUrl.replace("/hooks/", "/in/webhooks/") + query,
      headers: [[name, new URL(publicUrl).pathname.replace("/hooks/", "/in/webhooks/") + query]],
    })),
  ),
  split("url-path", "stage-signed", ({ publicUrl }, random, query) => ({
    about: "The vendor's URL has a stage, which the bridge does not know.",
    signed: prefixed(publicUrl, random.pick(["/prod", "/dev", "/stage"])) + query,
  })),
  split("url-path", "slash-signed", ({ publicUrl }, _, query) => ({
    about: "The vendor's URL has a slash at its end.",
    signed: `${publicUrl}/${query}`,
  })),
  split("url-path", "two-slashes-signed", ({ publicUrl }, _, query) => ({
    about: "The vendor's URL has two slashes before its path.",
    signed: publicUrl.replace("/hooks/", "//hooks/") + query,
  })),
  split("url-path", "case-signed", ({ publicUrl }, _, query) => ({
    about: "The vendor's URL is written in capitals.",
    signed: publicUrl.replace("/hooks/", "/Hooks/") + query,
    headers: [["X-Original-URI", new URL(publicUrl).pathname.replace("/hooks/", "/Hooks/") + query]],
  })),
];

const asked = (
  name: string,
  about: string,
  signed: string,
  sent: string,
  headers?: (path: string) => Changed["headers"],
): Kind =>
  split("url-query", name, ({ publicUrl, request }) => {
    if (request.query !== "") return undefined;
    const more = headers?.(new URL(publicUrl).pathname);
    return {
      about,
      signed: publicUrl + (signed && `?${signed}`),
      query: sent,
      ...(more && { headers: more }),
    };
  });

/** The vendor's URL has a secret of the source in it, which must not be shown. */
const lostWithSecret = split("url-query", "lost-with-secret", ({ publicUrl, request, key }) => {
  if (request.query !== "" || !/^[\w.-]+$/.test(key.secret)) return undefined;
  const query = `key=${key.secret}&shop=12`;
  return {
    about: "A proxy has dropped the query, which has a secret in it, and says so.",
    signed: `${publicUrl}?${query}`,
    query: "",
    headers: [["X-Original-URI", `${new URL(publicUrl).pathname}?${query}`]],
    names: [publicUrl],
  };
});

const queries: readonly Kind[] = [
  lostWithSecret,
  ...["X-Original-URI", "X-Rewrite-URL", "X-Envoy-Original-Path", "X-Original-URL", "X-Forwarded-Uri"].map(
    (name) =>
      asked(
        `lost-${name.toLowerCase()}`,
        "A proxy has dropped the query, and says so.",
        "shop=12&lang=de",
        "",
        (path) => [[name, `${path}?shop=12&lang=de`]],
      ),
  ),
  asked("added", "A proxy has added a query.", "", "via=lb-3"),
  asked("one-added", "A proxy has added a parameter at the end.", "shop=12", "shop=12&via=lb-3"),
  asked("one-added-before", "A proxy has added a parameter at the start.", "shop=12", "via=lb-3&shop=12"),
  asked("one-lost", "A proxy has dropped a parameter, and says so.", "shop=12&lang=de", "shop=12", (path) => [
    ["X-Original-URI", `${path}?shop=12&lang=de`],
  ]),
  asked("order", "A proxy has sorted the query.", "shop=12&lang=de&area=7", "area=7&lang=de&shop=12"),
  asked("order-of-two", "A proxy has turned the query round.", "b=2&a=1", "a=1&b=2"),
  asked(
    "encoded-twice",
    "A proxy has encoded the query once more.",
    "name=Ada%20Byron",
    "name=Ada%2520Byron",
  ),
  asked("decoded", "A proxy has decoded the query.", "next=%2Fhome%3Fa%3D1", "next=/home?a=1"),
  asked("plus-for-space", "A proxy wrote spaces as +.", "name=Ada%20Byron&x=1", "name=Ada+Byron&x=1"),
  asked(
    "empty",
    "A proxy has left out an empty parameter, and says so.",
    "shop=12&flag=",
    "shop=12",
    (path) => [["X-Original-URI", `${path}?shop=12&flag=`]],
  ),
];

const sentAs = (method: string, isBodyLost = false): Kind => ({
  word: "method-differs",
  name: isBodyLost ? `${method.toLowerCase()}-after-redirect` : method.toLowerCase(),
  change({ request, provider }) {
    if (request.method === method) return undefined;
    const changed = { ...request, method };
    const about = `It came as ${method}${isBodyLost ? " without its body, after a redirect" : ""}.`;
    const hasHandshake = provider.handshakes?.some((one) => one.method === method) === true;
    const names = provider.methods ?? ["POST"];
    // Where the vendor sends it too, nothing shows that it was another.
    const accept: readonly CauseWord[] = [
      ...(hasHandshake ? (["handshake"] as const) : []),
      ...(names.includes(method) ? (["secret-wrong"] as const) : []),
    ];
    if (!isBodyLost) return { about, request: changed, accept, names };
    const empty = withHeaders(withBody(changed, ""), (headers) => void headers.delete("content-type"));
    return { about, request: empty, accept, names, isLossy: true };
  },
});

export const kinds: readonly Kind[] = [
  ...schemes,
  ...hosts,
  ...paths,
  ...queries,
  ...["PUT", "PATCH", "DELETE", "OPTIONS"].map((method) => sentAs(method)),
  sentAs("GET", true),
  sentAs("HEAD", true),
];
