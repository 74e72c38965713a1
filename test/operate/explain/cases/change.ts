/** One change of a genuine request, and the question that comes of it. */

import type { WebhookRequest } from "../../../../src/core/request.ts";
import type { CauseWord } from "../../../../src/operate/explain/explanation.ts";
import type { Genuine } from "./genuine.ts";
import type { Question } from "./question.ts";
import type { Random } from "./random.ts";
import { type Header, titled, wireBytes } from "./wire.ts";

/** What a change left otherwise than it was. */
export interface Changed {
  /** What was done, as a sentence. */
  readonly about: string;
  /** As it reaches the bridge; its headers are by lower-case name. */
  readonly request?: WebhookRequest;
  /** As the parameter holds them, with their roles. */
  readonly configured?: readonly string[];
  readonly former?: readonly string[];
  readonly others?: Question["otherSources"];
  readonly publicUrl?: string;
  /** The host that the last proxy names. */
  readonly host?: string;
  /** Further headers, behind the proxies'. */
  readonly headers?: readonly Header[];
  /** Headers of the proxies that do not come. */
  readonly withoutProxies?: boolean;
  readonly proto?: "http" | "https";
  readonly clockMs?: number;
  /** When it came by right clocks. Default: the bridge's. */
  readonly cameMs?: number;
  readonly contentLength?: number;
  /** Where only one source's name is unknown. */
  readonly isUnknown?: boolean;
  readonly accept?: readonly CauseWord[];
  readonly isLossy?: boolean;
  /** Texts of which a good explanation holds one: a URL, a header, a name. */
  readonly names?: readonly string[];
  /** Secrets of this case that stand nowhere else in the question. */
  readonly hidden?: readonly string[];
  /** The provider that is asked of, where it is another than the sender's. */
  readonly provider?: Genuine["provider"];
}

/** A way in which a word happens. */
export interface Kind {
  readonly word: CauseWord;
  readonly name: string;
  /** Gives undefined where it makes no sense for the request. */
  readonly change: (genuine: Genuine, random: Random) => Changed | undefined | Promise<Changed | undefined>;
}

const fixedFirst = ["host", "user-agent", "content-length", "accept"] as const;

const userAgents = [
  "Go-http-client/2.0",
  "axios/1.12.2",
  "okhttp/4.12.0",
  "Apache-HttpClient/4.5.14 (Java/17)",
];

function headersOf(genuine: Genuine, changed: Changed, random: Random): readonly Header[] {
  const { request = genuine.request, publicUrl = genuine.publicUrl, host } = changed;
  const { headers, body } = request;
  const given = new Map(headers);
  given.set("host", host ?? new URL(publicUrl).host);
  if (!given.has("user-agent") && random.chance(0.7)) given.set("user-agent", random.pick(userAgents));
  if (!given.has("accept")) given.set("accept", "*/*");
  if (body.length > 0 || !/^(?:GET|HEAD)$/.test(request.method) || changed.contentLength)
    given.set("content-length", String(changed.contentLength ?? body.length));
  else given.delete("content-length");
  const names = [
    ...fixedFirst,
    ...[...given.keys()].filter((name) => !fixedFirst.some((one) => one === name)),
  ];
  const isTitled = random.chance(0.6);
  const own = names.flatMap((name): Header[] => {
    const value = given.get(name);
    return value === undefined ? [] : [[isTitled ? titled(name) : name, value]];
  });
  return [
    ...own,
    ...(changed.withoutProxies ? [] : proxies(genuine, changed, random)),
    ...(changed.headers ?? []),
  ];
}

function proxies(genuine: Genuine, changed: Changed, random: Random): readonly Header[] {
  const { proto = "https" } = changed;
  const cameMs = changed.cameMs ?? changed.clockMs ?? genuine.clockMs;
  const seconds = Math.floor(cameMs / 1000)
    .toString(16)
    .padStart(8, "0");
  return [
    ["X-Forwarded-For", `198.51.100.${random.whole(1, 254)}`],
    ["X-Forwarded-Proto", proto],
    ["X-Forwarded-Port", proto === "https" ? "443" : "80"],
    ["X-Amzn-Trace-Id", `Root=1-${seconds}-${random.hex(24)}`],
  ];
}

/** The secrets as the source keeps them. */
export const kept = ({ role, beside }: Genuine, ...values: readonly string[]): readonly string[] => [
  ...values.map((value) => role + value),
  ...beside,
];

export function questionOf(genuine: Genuine, changed: Changed, random: Random): Question {
  const { request = genuine.request, publicUrl = genuine.publicUrl } = changed;
  const { pathname } = new URL(publicUrl);
  return {
    provider: (changed.provider ?? genuine.provider).id,
    clockMs: changed.clockMs ?? genuine.clockMs,
    configuredSecrets: [...(changed.configured ?? kept(genuine, genuine.key.secret))],
    formerSecrets: [...(changed.former ?? [])],
    otherSources: [...(changed.others ?? [])],
    publicUrl,
    fetched: { ...genuine.fetched },
    request: wireBytes({
      method: request.method,
      target: request.query === "" ? pathname : `${pathname}?${request.query}`,
      headers: headersOf(genuine, changed, random.branch("headers")),
      body: request.body,
    }),
  };
}

export const withBody = (request: WebhookRequest, body: Uint8Array | string): WebhookRequest => ({
  ...request,
  body: Buffer.from(body as string),
});

export const withHeaders = (
  request: WebhookRequest,
  change: (headers: Map<string, string>) => void,
): WebhookRequest => {
  const headers = new Map(request.headers);
  change(headers);
  return { ...request, headers };
};

export const textOfBody = ({ body }: WebhookRequest): string => Buffer.from(body).toString();
