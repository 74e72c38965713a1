import type { WireRequest } from "../engine/raw-request.ts";
import { decodeURIComponentSafely } from "../signature/places.ts";
import { partsOfUrl, type UrlParts } from "./url-parts.ts";

/** A value of one part of a URL, and where it was read. */
export interface PartReading {
  readonly value: string;
  /** A header, or words: `the port 443`. */
  readonly from: string;
}

const hostHeaders = [
  "x-forwarded-host",
  "host",
  "x-original-host",
  "x-host",
  "x-forwarded-server",
  "x-real-host",
  "x-http-host-override",
  "cdn-host",
];
export const pathHeaders = [
  "x-original-uri",
  "x-original-url",
  "x-rewrite-url",
  "x-envoy-original-path",
  "x-forwarded-uri",
  "x-forwarded-path",
  "x-request-uri",
  "x-original-path",
  "x-real-url",
  "x-full-path",
];
const prefixHeaders = [
  "x-forwarded-prefix",
  "x-script-name",
  "x-original-prefix",
  "x-base-path",
  "x-stripped-prefix",
  "x-forwarded-context",
];
const stages = [
  "prod",
  "dev",
  "production",
  "stage",
  "staging",
  "test",
  "default",
  "live",
  "v1",
  "api",
  "main",
  "webhooks",
  "qa",
  "sandbox",
  "beta",
];

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name.toLowerCase());

/** The values of some headers, each by itself. */
export function listedIn({ headers }: WireRequest, names: readonly string[]): readonly PartReading[] {
  return headers
    .filter(([name]) => isOneOf(names, name))
    .flatMap(([name, value]) => value.split(/\s*,\s*/).map((one) => ({ value: one, from: name })));
}

/** `host=…` and `proto=…` of RFC 7239. */
function forwarded({ headers }: WireRequest, field: string): readonly PartReading[] {
  return headers
    .filter(([name]) => name.toLowerCase() === "forwarded")
    .flatMap(([name, value]) =>
      Array.from(value.matchAll(new RegExp(`${field}="?([^";,\\s]+)`, "gi")), ([, one = ""]) => ({
        value: one,
        from: name,
      })),
    );
}

/** Readings without repeats and without what the URL has already. */
export const unique = (all: readonly PartReading[], own: string): readonly PartReading[] =>
  all.filter(
    ({ value }, at) => value !== "" && value !== own && all.findIndex((one) => one.value === value) === at,
  );

/** Whole URLs in headers, such as those that a rewriting proxy leaves. */
export const urlsInHeaders = ({ headers }: WireRequest): readonly PartReading[] =>
  headers
    .filter(([name, value]) => /^https?:\/\//i.test(value) && !/^(?:origin|referer|user-agent)$/i.test(name))
    .map(([name, value]) => ({ value, from: name }));

export function schemesFor(raw: WireRequest, { scheme }: UrlParts): readonly PartReading[] {
  const other = scheme === "https" ? "http" : "https";
  const said = [
    ...listedIn(raw, ["x-forwarded-proto", "x-forwarded-scheme", "x-scheme", "cloudfront-forwarded-proto"]),
    ...forwarded(raw, "proto"),
  ];
  const from = said.find(({ value }) => value.toLowerCase() === other)?.from ?? "the other scheme";
  return [{ value: other, from }];
}

/** Hosts by which the vendor may have called the bridge. */
export function hostsFor(
  raw: WireRequest,
  own: UrlParts,
  named: readonly PartReading[],
): readonly PartReading[] {
  const inUrls = [...urlsInHeaders(raw), ...named].map(({ value, from }) => ({
    value: partsOfUrl(value).host,
    from,
  }));
  const plain = [
    ...listedIn(raw, hostHeaders),
    ...forwarded(raw, "host"),
    ...inUrls,
    { value: own.host, from: "its own host" },
  ];
  const bare = plain.map(({ value, from }) => ({ value: value.replace(/:\d+$/, ""), from }));
  const ports = [
    ...listedIn(raw, ["x-forwarded-port", "x-original-port", "x-real-port"]),
    ...["443", "80", "8443", "8080", "3000", "4443", "8000", "9443"].map((value) => ({
      value,
      from: `the port ${value}`,
    })),
  ];
  const withPorts = bare.flatMap(({ value, from }) =>
    ports.map((port) => ({
      value: `${value}:${port.value}`,
      from: from === "its own host" ? port.from : from,
    })),
  );
  const spelled = [...plain, ...bare].flatMap(({ value, from }) => [
    { value: value.toLowerCase(), from },
    { value: value.startsWith("www.") ? value.slice(4) : `www.${value}`, from: "www before the host" },
    { value: `${value.replace(/(:\d+)?$/, ".$1")}`, from: "a dot behind the host" },
  ]);
  return unique([...plain, ...bare, ...withPorts, ...spelled], own.host);
}

/** Paths by which the vendor may have called the bridge. */
export function pathsFor(
  raw: WireRequest,
  own: UrlParts,
  named: readonly PartReading[],
): readonly PartReading[] {
  const line = { value: raw.target.replace(/[?#].*$/s, ""), from: "the request line" };
  const hook = own.path.slice(Math.max(0, own.path.lastIndexOf("/hooks/")));
  const whole = [
    ...listedIn(raw, pathHeaders).map(({ value, from }) => ({
      value: value.replace(/^https?:\/\/[^/]*/i, "").replace(/[?#].*$/s, ""),
      from,
    })),
    ...[...urlsInHeaders(raw), ...named].map(({ value, from }) => ({ value: partsOfUrl(value).path, from })),
    line,
    { value: hook, from: "the path without what stands before it" },
  ];
  const prefixes = listedIn(raw, prefixHeaders).map(({ value, from }) => ({
    value: `/${value.replace(/^\/+|\/+$/g, "")}`,
    from,
  }));
  const bases = [own.path, hook, line.value];
  const segments = own.path.split("/").filter(Boolean);
  const before = prefixes.flatMap(({ value, from }) => [
    ...bases.map((base) => ({ value: value + base, from })),
    ...bases
      .filter((base) => base.startsWith(`${value}/`))
      .map((base) => ({ value: base.slice(value.length), from })),
  ]);
  const shorter = segments.map((segment, at) => ({
    value: `/${segments.toSpliced(at, 1).join("/")}`,
    from: `the path without /${segment}`,
  }));
  const staged = stages.map((stage) => ({
    value: `/${stage}${hook}`,
    from: `the stage /${stage} before it`,
  }));
  const all = [...whole, ...before, ...shorter, ...staged, { value: own.path, from: "its own path" }];
  const slashes = all.map(({ value, from }) => ({
    value: value.endsWith("/") ? value.replace(/\/+$/, "") : `${value}/`,
    from: from === "its own path" ? "a slash at its end" : from,
  }));
  const doubled = [
    { value: own.path.replace("/hooks/", "//hooks/"), from: "a doubled slash" },
    { value: own.path.replace("/hooks/", "/hooks//"), from: "a doubled slash" },
    { value: own.path.replace(/\/{2,}/g, "/"), from: "single slashes" },
    { value: own.path.toLowerCase(), from: "small letters" },
    { value: decodeURIComponentSafely(own.path), from: "its percent-encoding taken off" },
    { value: encodeURI(own.path), from: "percent-encoding" },
    { value: "/", from: "the path /" },
    { value: "", from: "no path" },
  ];
  return unique([...all, ...slashes, ...doubled], own.path);
}
