import { expect, it } from "vitest";
import { sameSecret } from "../../../../src/operate/explain/secret/same-secret.ts";
import * as providers from "../../../../src/providers/index.ts";

it("never sends anybody to a secret that is not shown any more", () => {
  expect(sameSecret(providers.github, "acme")).toBe(
    "Set one secret in both places, at GitHub and in the source acme: Repository or organization → Settings → Webhooks → Add webhook.",
  );
  expect(sameSecret(providers.stripe, "acme")).toContain(
    "Copy the secret that Stripe shows into the source acme; where it is not shown any more, make a new one there: ",
  );
});

it("says of each kind of secret how it comes here", () => {
  const found = Object.values(providers).flatMap((provider) =>
    typeof provider === "object" && "setup" in provider
      ? [[provider.setup.secret, sameSecret(provider, "acme").split(" ", 3).join(" ")] as const]
      : [],
  );
  expect(Object.fromEntries(found)).toEqual({
    "issued-by-provider": expect.stringMatching(/^Copy the secret/),
    "chosen-by-you": "Set one secret",
    "handed-over": expect.stringMatching(/^Have /),
    "public-key": "Copy the public",
    identifier: "Copy what identifies",
  });
});
