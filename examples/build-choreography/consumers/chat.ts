import { forEachEvent } from "hookbridge/consumer";

export const handler = (input: unknown) =>
  forEachEvent(input, async ({ type, subject = "something", bridgesource }) => {
    const text = `${bridgesource}: ${type} of ${subject}`;
    const answer = await fetch(String(process.env.CHAT_WEBHOOK), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
    });
    if (!answer.ok) throw new Error(`the chat answered ${answer.status}`);
  });
