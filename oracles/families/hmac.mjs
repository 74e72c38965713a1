import { hmac, text } from "./secrets.mjs";

/**
 * HMAC in one header, as most vendors have it.
 * @param signed parts under the signature, made of the draft and the time's text
 * @param value the header's text, made of the digest and the time's text
 * @param headers others that the vendor sends with it
 */
export const hmacOracle = ({
  header,
  hash = "sha256",
  encoding = "hex",
  key = (secret) => secret,
  signed = ({ body }) => [body],
  value = (digest) => digest,
  headers = () => ({}),
  ...rest
}) => ({
  secret: text,
  signature: header,
  sign: (draft, secret, moment) => {
    const digest = hmac(hash, encoding, key(secret), ...signed(draft, moment.text));
    return { headers: { ...headers(moment.text), [header]: value(digest, moment.text) } };
  },
  ...rest,
});
