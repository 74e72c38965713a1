/** The text of a message of the bridge. */
export const messageOf = (id: string, source = "acme-github", body = "{}"): string =>
  JSON.stringify({
    v: 2,
    id: `dlv_${id}`,
    source,
    receivedAt: "2026-03-04T05:06:07.891Z",
    body: Buffer.from(body).toString("base64"),
  });
