import type { Freshness, SignatureLayout } from "../../core/signature-parts.ts";

/** What is wrong with a signature, as the end of a sentence, and what to write. */
export interface SignatureFault {
  readonly what: string;
  readonly remedy: string;
}

type TimeRules = Partial<Freshness & SignatureLayout> & { readonly signed?: string | readonly string[] };

const pointedPlace = /^(?:header|query|form|body):/;

/** Whether a time in a header is in every text that may be signed. */
function coversTime({ timestamp, signed }: TimeRules): boolean {
  const ways = ["{timestamp}", `{${timestamp}}`];
  return [signed ?? "{body}"].flat().every((text) => ways.some((way) => text.includes(way)));
}

/**
 * The fault of a signature's time that would let a captured request be sent again for ever; undefined for none.
 * @param takesText whether the scheme signs a text that `signed` describes
 */
export function timeFault(rules: TimeRules, takesText: boolean): SignatureFault | undefined {
  const { timestamp, fields, parts, toleranceSeconds } = rules;
  if (timestamp !== undefined && !pointedPlace.test(timestamp))
    return {
      what: `has its time at "${timestamp}", which is no place in a request`,
      remedy: 'Write a pointer, such as "header:x-timestamp" or "body:/time".',
    };
  if (!timestamp && !fields?.timestamp && !parts) return undefined;
  if (toleranceSeconds === undefined)
    return {
      what: "has a time and does not say how old it may be",
      remedy: "Add toleranceSeconds: 300, or what the vendor's page says.",
    };
  const isInHeader = !timestamp || timestamp.startsWith("header:");
  if (!takesText || !isInHeader || coversTime(rules)) return undefined;
  return {
    what: "has a time that it does not sign, so that anybody could change it",
    remedy:
      'Put {timestamp} into `signed` as the vendor does, such as "{timestamp}.{body}", or leave the time out.',
  };
}
