import { decodeUtf8 } from "../../core/json/json.ts";
import { rejected } from "../../core/outcome.ts";
import type { JwtBodySignature } from "../../core/signature.ts";
import { tokenKeyKind } from "../parts/keys/token-keys.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { proveBody } from "../parts/proofs.ts";
import { verifyJwt } from "../parts/token.ts";
import type { Scheme } from "../scheme.ts";

/** A body that is a JSON Web Token: its claims are the payload. */
export const scheme: Scheme<JwtBodySignature> = {
  locations: () => ["body:"],
  keyKind: tokenKeyKind,
  async verify(signature, attempt) {
    const { body } = attempt.request;
    if (body.length > mostUnverifiedBytes) return rejected("signature-malformed");
    const text = decodeUtf8(body);
    if (!text) return rejected("signature-missing");
    const token = text.trim();
    const finding = await verifyJwt(signature, token, attempt, () => ({}));
    return finding.ok
      ? { ...finding, content: Buffer.from(String(token.split(".")[1]), "base64url") }
      : finding;
  },
  prove: (_, stored) => proveBody(stored),
};

export const describe = ({ algorithms }: JwtBodySignature): string =>
  `JWT (${algorithms.join(", ")}) in the body`;
