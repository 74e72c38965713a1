/** The bytes of a gateway's event. */
export const bytesOf = ({ body, isBase64Encoded }) =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");
