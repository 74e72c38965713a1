/** Log lines as the deployed stack writes them: by the functions' observer, and by the front door. */
import { lineObserver, type Observer } from "../../../../src/aws/observe.ts";
import type { Source } from "../../../../src/core/source.ts";
import { github, slack } from "../../../../src/providers/index.ts";
import type { PublishReport } from "../../../../src/publish/ports.ts";
import type { ReceiveReport } from "../../../../src/receive/ports.ts";
import { accessLogFormat } from "../../../../src/stack/front-doors/access-log.ts";

const sources = new Map<string, Source>(
  ([github, slack] as const).map((provider) => [
    `acme-${provider.id}`,
    { name: `acme-${provider.id}`, provider, bus: "events", maxBodyBytes: 1_000 },
  ]),
);

function written(service: "receive" | "publish", work: (observer: Observer) => void): string {
  const { write } = process.stdout;
  let text = "";
  process.stdout.write = ((chunk: string) => {
    text += chunk;
    return true;
  }) as typeof write;
  try {
    const settings = {
      metricsNamespace: "Hookbridge/hookbridge-prod",
      metrics: "by-source",
      acceptedShare: 1,
    } as const;
    work(lineObserver(service, sources, settings, () => 0));
  } finally {
    process.stdout.write = write;
  }
  return text;
}

/** The line of a request in the log of `receive`: a delivery of acme-slack that was accepted, unless the report differs. */
export const receiveLine = (report: Partial<ReceiveReport> = {}): string =>
  written("receive", ({ received }) =>
    received({
      outcome: "accepted",
      source: "acme-slack",
      provider: "slack",
      status: 200,
      bytes: 10,
      durationMs: 20,
      deliveryId: "dlv_71c0825e-0c84-4561-b1e4-da89e46f7a22",
      secretIndex: 0,
      ...report,
    }),
  );

/** The line of a request to a URL that is no source's. */
export const unknownSourceLine = (): string =>
  written("receive", ({ received }) =>
    received({
      outcome: "rejected",
      status: 401,
      code: "unauthorized",
      reason: "unknown-source",
      source: undefined,
      provider: undefined,
      bytes: 10,
      durationMs: 1,
    }),
  );

/** The line of a message in the log of `publish`: one event of acme-slack was published, unless the report differs. */
export const publishLine = (report: Partial<PublishReport> = {}): string =>
  written("publish", (observer) =>
    observer.published({
      outcome: "published",
      messageId: "m",
      deliveryId: "dlv_71c0825e-0c84-4561-b1e4-da89e46f7a22",
      source: "acme-slack",
      published: 1,
      duplicates: 0,
      dropped: 0,
      ageMs: 40,
      ...report,
    }),
  );

/** A line of the access log. @param context values of `$context` by name; the others are `-`, as API Gateway writes what it does not have */
export const accessLine = (context: Readonly<Record<string, string | number>>): string =>
  accessLogFormat.replaceAll(/\$context\.([A-Za-z.]+)/g, (_, name: string) => String(context[name] ?? "-"));
