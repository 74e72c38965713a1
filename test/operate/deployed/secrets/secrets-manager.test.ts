/** Secrets Manager, as a recorded server answers with AWS's shapes. */
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterEach, describe, expect, it } from "vitest";
import { BridgeError } from "../../../../src/core/errors.ts";
import { secretsManager } from "../../../../src/operate/deployed/secrets/secrets-manager.ts";
import type { SecretPlace } from "../../../../src/operate/secrets/secret-place.ts";
import { type Answers, AwsRefusal, type RecordedAws, recordedAws } from "../support/recorded-aws.ts";

const opened: RecordedAws[] = [];
afterEach(async () => {
  for (const aws of opened.splice(0)) await aws.close();
});

async function storeWith(
  answers: Answers,
  more: { readonly key?: string } = {},
): Promise<{ readonly place: SecretPlace; readonly calls: RecordedAws["calls"] }> {
  const aws = await recordedAws(answers);
  opened.push(aws);
  const client = new SecretsManagerClient({
    endpoint: aws.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });
  const place = secretsManager({
    client,
    prefix: "/hooks/dev",
    region: "eu-west-1",
    profileFlag: "",
    ...more,
  });
  return { place, calls: aws.calls };
}

const secret = "Zk3-unlikely-text-8841";
const refusing = (name: string) => () => {
  throw new AwsRefusal(name, `what AWS says of ${secret}`);
};
const failureOf = (work: Promise<unknown>): Promise<BridgeError> =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => {
      expect(error).toBeInstanceOf(BridgeError);
      return error as BridgeError;
    },
  );

describe("secrets in Secrets Manager", () => {
  it("are read twenty at a time; one that is not there is no failure", async () => {
    const names = Array.from({ length: 21 }, (_, at) => `s${at}`);
    const { place, calls } = await storeWith({
      BatchGetSecretValue: ({ SecretIdList }) => ({
        SecretValues: (SecretIdList as string[]).slice(1).map((Name) => ({
          Name,
          SecretString: '["new","old"]',
          VersionId: "v1",
          CreatedDate: 1_764_500_000,
        })),
        Errors: [{ SecretId: "/hooks/dev/s0", ErrorCode: "ResourceNotFoundException", Message: "no" }],
      }),
    });
    const found = await place.read(names);
    expect([found.size, found.get("s19")]).toEqual([
      19,
      { texts: ["new", "old"], version: "v1", storedAt: 1_764_500_000_000 },
    ]);
    expect(calls.map(({ input }) => (input.SecretIdList as string[]).length)).toEqual([20, 1]);
  });

  it.each([
    ["InvalidRequestException", /restore-secret --region eu-west-1 --secret-id \/hooks\/dev\/a/],
    ["AccessDeniedException", /secretsmanager:GetSecretValue/],
  ])("that can't be read (%s) are a failure with what to do", async (ErrorCode, remedy) => {
    const { place } = await storeWith({
      BatchGetSecretValue: () => ({
        SecretValues: [],
        Errors: [{ SecretId: "/hooks/dev/a", ErrorCode, Message: "m" }],
      }),
    });
    expect(await failureOf(place.read(["a"]))).toMatchObject({
      code: "secret-store-failed",
      remedy: expect.stringMatching(remedy),
    });
  });

  it("are made with the deployment's key, and changed where nobody else has changed them", async () => {
    const value = { Name: "/hooks/dev/a", SecretString: "old", VersionId: "v1", CreatedDate: 1 };
    const { place, calls } = await storeWith(
      {
        BatchGetSecretValue: () => ({ SecretValues: [value] }),
        CreateSecret: () => ({}),
        UpdateSecret: () => ({}),
      },
      { key: "key-arn" },
    );
    await place.write("b", [secret], undefined);
    await place.write("a", ["new", "old"], { texts: ["old"], version: "v1" });
    expect((await failureOf(place.write("a", ["x"], { texts: ["older"], version: "v0" }))).message).toMatch(
      /meanwhile/,
    );
    expect(calls.filter(({ operation }) => /^(Create|Update)/.test(operation))).toEqual([
      {
        operation: "CreateSecret",
        input: expect.objectContaining({
          Name: "/hooks/dev/b",
          SecretString: JSON.stringify([secret]),
          KmsKeyId: "key-arn",
        }),
      },
      {
        operation: "UpdateSecret",
        input: expect.objectContaining({
          SecretId: "/hooks/dev/a",
          SecretString: '["new","old"]',
          KmsKeyId: "key-arn",
        }),
      },
    ]);
  });

  it.each([
    ["LimitExceededException", "secret-store-failed", /as many secrets/],
    ["AccessDeniedException", "secret-store-failed", /secretsmanager:CreateSecret/],
    ["InvalidRequestException", "secret-store-failed", /Restore it/],
    ["ResourceExistsException", "wrong-use", /Run the command again/],
  ])(
    "that can't be stored (%s) say what to do, and pass on nothing that AWS quotes",
    async (name, code, remedy) => {
      const { place } = await storeWith({ CreateSecret: refusing(name) });
      const error = await failureOf(place.write("a", [secret], undefined));
      expect(error).toMatchObject({ code, remedy: expect.stringMatching(remedy) });
      expect([error.cause, `${error.stack}`.includes(secret)]).toEqual([undefined, false]);
    },
  );

  it("have former versions, as far as AWS still has them", async () => {
    const versions: Readonly<Record<string, string>> = { v1: '["one"]', v2: '["two","one"]', v4: '["two"]' };
    const { place } = await storeWith({
      ListSecretVersionIds: () => ({
        Versions: ["v4", "v2", "v3", "v1"].map((VersionId) => ({
          VersionId,
          CreatedDate: Number(VersionId[1]),
        })),
      }),
      GetSecretValue: ({ VersionId }) => {
        const SecretString = versions[String(VersionId)];
        if (SecretString === undefined) throw new AwsRefusal("ResourceNotFoundException", "deleted");
        return { SecretString };
      },
    });
    expect(await place.former("a")).toEqual([{ secret: "one", removedAt: new Date(4_000).toISOString() }]);
    const { place: none } = await storeWith({ ListSecretVersionIds: refusing("ResourceNotFoundException") });
    expect(await none.former("a")).toEqual([]);
  });
});
