import { forEachEvent } from "hookbridge/consumer";
import { type Opening, score } from "./model.ts";

/** What Nylas says of an opened message, as far as the model needs it. */
interface Tracking {
  readonly data: {
    readonly object: { readonly message_data: { readonly count: number; readonly timestamp: number } };
  };
}

function openingOf(data: unknown, time: string): Opening {
  const { count, timestamp } = (data as Tracking).data.object.message_data;
  if (!Number.isInteger(count)) throw new Error(`an opening without a count: ${JSON.stringify(count)}`);
  return { count, hours: (Date.parse(time) / 1_000 - timestamp) / 3_600 };
}

export const handler = (input: unknown) =>
  forEachEvent(input, async ({ id, subject = "", time, data }) => {
    const likely = score(openingOf(data, time));
    const answer = await fetch(`${process.env.LEADS_API}/scores/${encodeURIComponent(subject)}`, {
      method: "PUT",
      headers: { "content-type": "application/json", "idempotency-key": id },
      body: JSON.stringify({ score: Number(likely.toFixed(3)) }),
    });
    if (!answer.ok) throw new Error(`the leads API answered ${answer.status}`);
  });
