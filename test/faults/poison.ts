import { places } from "./cloud.ts";

const message = (change: object): string =>
  JSON.stringify({
    v: 1,
    id: "dlv_poison",
    source: "orders",
    receivedAt: "2026-05-28T20:26:40.000Z",
    method: "POST",
    url: "https://hooks.example.com/hooks/orders",
    headers: { "content-type": "application/json" },
    scheme: 0,
    body: Buffer.from('{"type":"poison"}').toString("base64"),
    ...change,
  });

const proof = { covers: ["*"], text: { before: "", after: "" } };
const today = (change: object): string => message({ v: 2, proof, ...change });

/** Messages that somebody else, or an older version, put into the queue. None may take its neighbours along. */
export const poison: readonly string[] = [
  "not JSON",
  "null",
  "[]",
  "{}",
  '{"v":1}',
  message({ v: 2 }),
  message({ v: 3, proof }),
  today({ proof: "text" }),
  today({ proof: { covers: "*", text: { digest: "none" } } }),
  today({ source: "gone" }),
  today({ body: Buffer.from("[".repeat(20_000)).toString("base64") }),
  message({ source: "gone" }),
  message({ source: "__proto__" }),
  message({ receivedAt: "yesterday" }),
  message({ receivedAt: "+275760-09-13T00:00:00.001Z" }),
  message({ scheme: 99 }),
  message({ scheme: -1.5 }),
  message({ headers: null }),
  message({ headers: "text" }),
  message({ headers: { "content-type": ["a"] } }),
  message({ body: "*** no base64 ***" }),
  message({ body: undefined }),
  message({ body: undefined, bodyRef: `s3://${places.bucket}/claims/gone` }),
  message({ body: undefined, bodyRef: "s3://other-bucket/claims/x" }),
  message({ body: Buffer.from("[".repeat(20_000)).toString("base64") }),
  message({ body: Buffer.from('{"type":"\\ud800","id":"\\udfff"}').toString("base64") }),
  message({ body: Buffer.from(`{"type":"${"😀".repeat(100)}"}`).toString("base64") }),
  message({ body: Buffer.from(`{"type":"p","id":"${"i".repeat(5_000)}"}`).toString("base64") }),
];
