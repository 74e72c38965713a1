/** The sizes at which everything is measured, in bytes. */
export const sizes = { "2 KB": 2_048, "64 KB": 65_536, "1 MB": 1_048_576 } as const;

export type Size = keyof typeof sizes;

const line = (index: number): object => ({
  id: `li_${String(index).padStart(8, "0")}`,
  sku: `SKU-${(index * 7_919) % 100_003}`,
  description: "Blue widget, size M; ships within 2 days",
  quantity: (index % 9) + 1,
  amount: ((index * 379) % 100_000) / 100,
  taxable: index % 3 === 0,
  discount: null,
});

/** A JSON body as vendors send it (an object of small fields and a list of objects), of exactly so many bytes. */
export function jsonBody(bytes: number, members: Readonly<Record<string, unknown>> = {}): Buffer {
  const head = {
    id: "evt_1PqR5sT7uV9wX2yZ",
    type: "invoice.paid",
    action: "opened",
    created: 1_780_000_000,
    account: "acct_1032D82eZvKYlo2C",
    issue: { id: 444_500_041, number: 1347, updated_at: "2026-05-28T20:26:38Z" },
    repository: { url: "https://api.github.com/repos/acme/app", name: "app" },
    data: { object: { id: "in_1PqR5sT7uV9wX2yZ", customer_email: "ada@example.com", total: 4_200 } },
    ...members,
  };
  const lines: string[] = [];
  const without = JSON.stringify({ ...head, lines: [], note: "" }).length;
  let length = without;
  for (let index = 0; ; index++) {
    const text = JSON.stringify(line(index));
    if (length + text.length + 1 > bytes) break;
    lines.push(text);
    length += text.length + 1;
  }
  const note = "n".repeat(Math.max(0, bytes - length + (lines.length > 0 ? 1 : 0)));
  const text = `${JSON.stringify(head).slice(0, -1)},"lines":[${lines.join(",")}],"note":"${note}"}`;
  return Buffer.from(text);
}

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
