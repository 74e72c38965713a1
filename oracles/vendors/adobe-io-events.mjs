import { sign } from "node:crypto";
import { inside } from "../families/require.mjs";
import { hex, rsa } from "../families/secrets.mjs";

const { exportFunctions } = inside("@adobe/aio-lib-events/src/signatureUtils.js");
const [first, second, strange] = [rsa(), rsa(), rsa()];
const keys = { "/prod/keys/pub-key-1.pem": first, "/prod/keys/pub-key-2.pem": second };
const signed = (body, { privateKey }) => sign("sha256", body, privateKey).toString("base64");

// Adobe signs for everybody with the same two keys; the client id in the body says whose it is.
const oracle = ([one, other]) => ({
  sdk: "@adobe/aio-lib-events",
  witness: "vendor",
  secret: hex,
  members: { event_id: "1", recipient_client_id: "CLIENT", event: { "@type": "xdm:Asset" } },
  fetch: (url) => keys[new URL(url).pathname].pem,
  sign: ({ body }, client) => {
    const dated = Buffer.from(body.toString().replace("CLIENT", client));
    return {
      body: dated,
      headers: {
        "x-adobe-digital-signature-1": signed(dated, one),
        "x-adobe-digital-signature-2": signed(dated, other),
        "x-adobe-public-key1-path": "/prod/keys/pub-key-1.pem",
        "x-adobe-public-key2-path": "/prod/keys/pub-key-2.pem",
      },
    };
  },
  verify: async ({ headers, body }, client) => {
    const signatures = [headers["x-adobe-digital-signature-1"], headers["x-adobe-digital-signature-2"]];
    const paths = [headers["x-adobe-public-key1-path"], headers["x-adobe-public-key2-path"]];
    const pems = paths.map((path) => keys[path]?.pem);
    const text = body.toString();
    return (
      JSON.parse(text).recipient_client_id === client &&
      (await exportFunctions.verifySignature(signatures, text, pems, client)) === true
    );
  },
});

export default [
  { ...oracle([first, strange]), scheme: "first", signature: "x-adobe-digital-signature-1" },
  { ...oracle([strange, second]), scheme: "second", signature: "x-adobe-digital-signature-2" },
];
