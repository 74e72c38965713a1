import { gzipSync } from "node:zlib";
import type { Deployment } from "../stack/deployment.ts";
import type { Template } from "../stack/template.ts";
import { acceptedReport, observe, publishedReport } from "./observed.ts";
import { systemLines } from "./system-log.ts";

/** Bytes of log for one webhook. */
export interface LogBytes {
  /** The lines of both functions, metrics included. */
  readonly receive: number;
  readonly publish: number;
  /** Lambda's own lines for the invocations. */
  readonly system: number;
  /** The gateway's access log. */
  readonly access: number;
  /** Share of its size to which such a log is packed: what is stored is paid packed. */
  readonly packed: number;
}

/** What a gateway fills into its access log for a webhook. A variable that is not listed counts as long as its name. */
const gatewayValues: Readonly<Record<string, string>> = {
  requestId: "JKJaXmPLvHcESHA=",
  extendedRequestId: "JKJaXmPLvHcESHA=",
  requestTime: "30/Nov/2026:11:52:10 +0000",
  httpMethod: "POST",
  routeKey: "ANY /hooks/{source}",
  resourcePath: "/hooks/{source}",
  status: "200",
  integrationStatus: "200",
  "integration.status": "200",
  wafResponseCode: "-",
  responseLength: "0",
  responseLatency: "14",
  integrationLatency: "12",
  "identity.sourceIp": "203.0.113.195",
  "error.message": "-",
  "error.messageString": "-",
  integrationErrorMessage: "-",
};

/** Formats of the access logs in a template. */
const accessLogFormats = ({ Resources }: Template): readonly string[] =>
  Object.values(Resources).flatMap(({ Properties = {} }) => {
    const { AccessLogSettings, AccessLogSetting } = Properties;
    const { Format } = (AccessLogSettings ?? AccessLogSetting ?? {}) as { readonly Format?: unknown };
    return typeof Format === "string" ? [Format] : [];
  });

/** Bytes of a line in that format. */
export const accessLogBytes = (format: string): number =>
  Buffer.byteLength(
    format.replace(
      /\$context\.([A-Za-z]+(?:\.[A-Za-z]+)?)/g,
      (_, name: string) => gatewayValues[name] ?? name,
    ),
  ) + 1;

/** Webhooks whose lines are written to measure them: their ids differ, so that a share of them is drawn as in life. */
const loggedWebhooks = 400;

const bytesOf = (lines: readonly string[]): number =>
  lines.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** What a webhook of `size` bytes writes, from the real observers and the real template. */
export function logBytes(
  deployment: Deployment,
  template: Template,
  { size, batchSize }: { readonly size: number; readonly batchSize: number },
): LogBytes {
  const observed = observe(deployment);
  const sources = [...deployment.sources.values()];
  const lines: { receive: string[]; publish: string[] } = { receive: [], publish: [] };
  for (let index = 0; index < loggedWebhooks; index++) {
    const source = sources[index % sources.length];
    if (!source) throw new Error("the configuration has no source");
    lines.receive.push(...observed.received(acceptedReport(source, size)));
    lines.publish.push(...observed.published(publishedReport(source)));
  }
  const [receive, publish] = [
    bytesOf(lines.receive) / loggedWebhooks,
    bytesOf(lines.publish) / loggedWebhooks,
  ];
  if (receive === 0 || publish === 0) throw new Error("no log line was counted");
  const text = [...lines.receive, ...lines.publish].join("");
  const system = bytesOf(systemLines(deployment));
  return {
    receive,
    publish,
    system: system * (1 + 1 / batchSize),
    access: accessLogFormats(template).reduce((sum, format) => sum + accessLogBytes(format), 0),
    packed: gzipSync(text, { level: 6 }).length / Buffer.byteLength(text),
  };
}
