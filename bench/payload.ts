/** The sizes at which everything is measured, in bytes. */
export const sizes = { "2 KB": 2_048, "64 KB": 65_536, "1 MB": 1_048_576 } as const;

export type Size = keyof typeof sizes;

/** A form body of at most so many bytes, with the fields of a text message. */
export function formBody(bytes: number): Buffer {
  const form = new URLSearchParams({
    MessageSid: "SM0123456789abcdef0123456789abcdef",
    MessageStatus: "delivered",
    messageId: "0A0000000123ABCD1",
    From: "+15017122661",
    To: "+15558675310",
  });
  for (let index = 0; ; index++) {
    const name = `Field${index}`;
    // No form has thousands of fields: what is left is one long text.
    const rest = bytes - form.toString().length - name.length - 2;
    const last = index >= 100 || rest < 80;
    form.set(name, "x".repeat(last ? Math.max(0, rest) : 64));
    if (last) return Buffer.from(form.toString());
  }
}
