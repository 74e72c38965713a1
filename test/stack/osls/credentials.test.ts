import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

interface Credentials {
  readonly asksAws: (commands: readonly string[]) => boolean;
  readonly credentialVariables: (serverless: object) => Promise<NodeJS.ProcessEnv>;
}
const { asksAws, credentialVariables }: Credentials = createRequire(import.meta.url)(
  "../../../src/stack/osls/credentials.cjs",
);

/** osls with credentials, whatever it has them from. */
const oslsOf = (found: object): object => ({
  getProvider: () => ({ getAwsSdkV3Config: async () => ({ credentials: async () => found }) }),
});

describe("the steps of a deployment", () => {
  it("have the credentials of osls, and no profile that the SDK would prefer", async () => {
    const variables = await credentialVariables(
      oslsOf({ accessKeyId: "AKIA", secretAccessKey: "secret", sessionToken: "token" }),
    );
    const names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"];
    const script = `console.log(JSON.stringify(${JSON.stringify(names)}.map((name) => process.env[name] ?? null)))`;
    const former = { AWS_PROFILE: "another", AWS_SESSION_TOKEN: "former" };
    const env = { ...process.env, ...former, ...variables };
    const { stdout } = spawnSync(process.execPath, ["-e", script], { env, encoding: "utf8" });
    expect(JSON.parse(stdout)).toEqual(["AKIA", "secret", "token", null]);
  });

  it("have no token of other credentials", async () => {
    const variables = await credentialVariables(oslsOf({ accessKeyId: "AKIA", secretAccessKey: "secret" }));
    const env = { ...process.env, AWS_SESSION_TOKEN: "former", ...variables };
    const script = "console.log(process.env.AWS_SESSION_TOKEN)";
    expect(spawnSync(process.execPath, ["-e", script], { env, encoding: "utf8" }).stdout).toBe("undefined\n");
  });

  it.each([
    ["deploy", true],
    ["remove", true],
    ["consumers", true],
    ["package", false],
    ["print", false],
  ])("%s asks AWS: %s", (command, asks) => {
    expect(asksAws([command])).toBe(asks);
  });
});
