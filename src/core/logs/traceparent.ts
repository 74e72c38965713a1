/** A W3C trace context of version 00, as the bridge writes it: trace id, parent id and flags in lower-case hex, no id all zeros. */
const writtenForm = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/;

/** True for a `traceparent` as the bridge writes it. */
export const isTraceparent = (text: string): boolean => writtenForm.test(text);

/**
 * A new `traceparent`: of Lambda's own trace if it has one, otherwise of a trace of its own. A request's headers are never looked at.
 * @param trace Lambda's trace: `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1`
 * @param randomHex gives that many random hex digits
 */
export function traceparentOf(trace: string | undefined, randomHex: (digits: number) => string): string {
  const fields = new Map(
    (trace ?? "").split(";").map((field): [string, string] => {
      const [name = "", value = ""] = field.trim().split("=");
      return [name, value.toLowerCase()];
    }),
  );
  const [, time = "", unique = ""] = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/.exec(fields.get("Root") ?? "") ?? [];
  const flags = fields.get("Sampled") === "1" ? "01" : "00";
  const continued = `00-${time}${unique}-${fields.get("Parent") ?? ""}-${flags}`;
  // Of a trace without its parent, nothing could be linked to. A new trace is not recorded anywhere: its flag is 00.
  return isTraceparent(continued) ? continued : `00-${randomHex(32)}-${randomHex(16)}-00`;
}
