const orderLine = (index: number): object => ({
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
    const text = JSON.stringify(orderLine(index));
    if (length + text.length + 1 > bytes) break;
    lines.push(text);
    length += text.length + 1;
  }
  const note = "n".repeat(Math.max(0, bytes - length + (lines.length > 0 ? 1 : 0)));
  const text = `${JSON.stringify(head).slice(0, -1)},"lines":[${lines.join(",")}],"note":"${note}"}`;
  return Buffer.from(text);
}
