import type { TokenRules } from "../core/signature.ts";
import { freshPublicKey } from "../signing/fresh-key.ts";
import { changeMiddle } from "./change-request.ts";
import { changeLastPart, type Forgery } from "./forgery.ts";

function otherKey({ key }: TokenRules, right: string): string {
  if (key === "utf8" || typeof key === "object" || (key === "utf8-or-jwk" && !right.startsWith("{")))
    return changeMiddle(right);
  if (key === "pem") return freshPublicKey("rsa").export({ format: "pem", type: "spki" }).toString();
  const swap = (jwk: { readonly kty: string }) => ({
    ...jwk,
    ...freshPublicKey(jwk.kty === "RSA" ? "rsa" : "ec").export({ format: "jwk" }),
  });
  const value = JSON.parse(right);
  return JSON.stringify("keys" in value ? { keys: value.keys.map(swap) } : swap(value));
}

/** What all schemes over tokens promise. `exp` and `iat` are the sender's: two days are past all of them. */
export const aToken: Pick<Forgery<TokenRules>, "tamper" | "otherSecret"> = {
  tamper: changeLastPart,
  otherSecret: otherKey,
};
