/** Log lines as the deployed stack writes them: by the functions' observer, and by the front door. */
import type { Observer } from "../../../../src/aws/handlers/observe.ts";
import type { PublishReport } from "../../../../src/publish/ports.ts";
import type { ReceiveReport } from "../../../../src/receive/ports.ts";
import { accessLogFormat } from "../../../../src/stack/front-doors/logs/access-log.ts";
import { accepted, observedLines, published } from "../../../support/observed.ts";

const written = (service: "receive" | "publish", work: (observer: Observer) => void): string =>
  observedLines(work, { metricsNamespace: "Hookbridge/hookbridge-prod" }, service)
    .map((line) => `${line}\n`)
    .join("");

/** The line of a request in the log of `receive`: a delivery of acme-slack that was accepted, unless the report differs. */
export const receiveLine = (report: Partial<ReceiveReport> = {}): string =>
  written("receive", ({ received }) => received({ ...accepted, durationMs: 20, ...report }));

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
    observer.published({ ...published, published: 1, duplicates: 0, ...report }),
  );

/** A line of the access log. @param context values of `$context` by name; the others are `-`, as API Gateway writes what it does not have */
export const accessLine = (
  context: Readonly<Record<string, string | number>>,
  format: string = accessLogFormat,
): string => format.replaceAll(/\$context\.([A-Za-z.]+)/g, (_, name: string) => String(context[name] ?? "-"));
