/** Parameter Store, as a recorded server answers with AWS's shapes. */
import { SSMClient } from "@aws-sdk/client-ssm";
import { afterEach, describe, expect, it } from "vitest";
import { BridgeError } from "../../../../src/core/errors.ts";
import { parameterStore } from "../../../../src/operate/deployed/secrets/parameter-store.ts";
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
  const client = new SSMClient({
    endpoint: aws.url,
    region: "eu-west-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });
  const place = parameterStore({
    client,
    prefix: "/hooks/dev",
    region: "eu-west-1",
    profileFlag: " --profile ops",
    ...more,
  });
  return { place, calls: aws.calls };
}

const secret = "Zk3-unlikely-text-8841";
const parameter = (name: string, Value: string, Version = 1, at = 1_764_500_000) => ({
  Name: `/hooks/dev/${name}`,
  Value,
  Version,
  LastModifiedDate: at,
});
const refusing =
  (name: string, message = `Value '["${secret}"]' at 'value' is wrong`) =>
  () => {
    throw new AwsRefusal(name, message);
  };
const failureOf = async (work: Promise<unknown>): Promise<BridgeError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(BridgeError);
  return error as BridgeError;
};

describe("secrets in Parameter Store", () => {
  it("are read ten at a time, decrypted, with version and time", async () => {
    const names = Array.from({ length: 12 }, (_, at) => `s${at}`);
    const { place, calls } = await storeWith({
      GetParameters: ({ Names }) => ({
        Parameters: (Names as string[])
          .filter((name) => !name.endsWith("s1"))
          .map((name) => parameter(name.slice("/hooks/dev/".length), '["new","old"]', 7)),
        InvalidParameters: [],
      }),
    });
    const found = await place.read(names);
    expect(found.size).toBe(11);
    expect(found.get("s11")).toEqual({ texts: ["new", "old"], version: "7", storedAt: 1_764_500_000_000 });
    expect(calls.map(({ input }) => [(input.Names as string[]).length, input.WithDecryption])).toEqual([
      [10, true],
      [2, true],
    ]);
  });

  it("are stored as a SecureString with the deployment's key: a new one is no replacement of another", async () => {
    const { place, calls } = await storeWith(
      {
        PutParameter: () => ({ Version: 1 }),
        GetParameters: () => ({ Parameters: [parameter("a", "old", 3)] }),
      },
      { key: "arn:aws:kms:eu-west-1:111122223333:key/k" },
    );
    await place.write("b", [secret], undefined);
    await place.write("a", ["new", "old"], { texts: ["old"], version: "3" });
    const puts = calls.filter(({ operation }) => operation === "PutParameter").map(({ input }) => input);
    const common = { Type: "SecureString", KeyId: "arn:aws:kms:eu-west-1:111122223333:key/k" };
    expect(puts).toEqual([
      { ...common, Name: "/hooks/dev/b", Value: JSON.stringify([secret]), Overwrite: false },
      { ...common, Name: "/hooks/dev/a", Value: '["new","old"]', Overwrite: true },
    ]);
  });

  it("are not stored over a newer version", async () => {
    const { place, calls } = await storeWith({
      GetParameters: () => ({ Parameters: [parameter("a", "other", 4)] }),
      PutParameter: refusing("ParameterAlreadyExists"),
    });
    expect((await failureOf(place.write("a", ["x"], { texts: ["old"], version: "3" }))).message).toMatch(
      /meanwhile/,
    );
    expect((await failureOf(place.write("a", ["x"], undefined))).message).toMatch(/meanwhile/);
    expect(calls.map(({ operation }) => operation)).toEqual(["GetParameters", "PutParameter"]);
  });

  it("have a history: what is no more in the newest version, and since when", async () => {
    const { place, calls } = await storeWith({
      GetParameterHistory: ({ NextToken }) =>
        NextToken === undefined
          ? {
              Parameters: [parameter("a", "one", 1, 1_000), parameter("a", '["two","one"]', 2, 2_000)],
              NextToken: "n",
            }
          : {
              Parameters: [
                parameter("a", '["two"]', 3, 3_000),
                parameter("a", '["three","two"]', 4, 4_000),
                parameter("a", "three", 5, 5_000),
              ],
            },
    });
    expect(await place.former("a")).toEqual([
      { secret: "two", removedAt: new Date(5_000_000).toISOString() },
      { secret: "one", removedAt: new Date(3_000_000).toISOString() },
    ]);
    expect(calls[0]?.input).toEqual({ Name: "/hooks/dev/a", WithDecryption: true, MaxResults: 50 });
    const { place: empty } = await storeWith({ GetParameterHistory: refusing("ParameterNotFound") });
    expect(await empty.former("a")).toEqual([]);
  });

  it.each([
    ["ParameterLimitExceeded", /as many parameters in this region.*Secrets Manager/],
    ["ThrottlingException", /throttles.*docs\/deploying\.md#bursts/],
    ["TooManyUpdates", /Another change/],
    ["InvalidKeyId", /secrets\.encryptionKey/],
    ["AccessDeniedException", /needs ssm:PutParameter/],
    ["ValidationException", /ssm:PutParameter/],
    ["SomethingNew", /Check the region and your permissions/],
  ])("say what to do about %s, and pass on nothing that AWS quotes", async (name, remedy) => {
    const { place } = await storeWith({ PutParameter: refusing(name) });
    const error = await failureOf(place.write("a", [secret], undefined));
    expect(error).toMatchObject({ code: "secret-store-failed", remedy: expect.stringMatching(remedy) });
    expect(error.message).toBe(
      `The secrets of the source "a" could not be stored in the parameter /hooks/dev/a in eu-west-1 (${name}).`,
    );
    expect([error.cause, `${error.stack}`.includes(secret)]).toEqual([undefined, false]);
  });

  it("that are too large for a standard parameter are refused with what helps", async () => {
    const { place, calls } = await storeWith({ PutParameter: refusing("ValidationException") });
    const error = await failureOf(place.write("a", [secret.repeat(200)], undefined));
    expect([error.code, error.message]).toEqual([
      "wrong-use",
      expect.stringMatching(/larger than the 4096 bytes/),
    ]);
    await failureOf(place.write("a", [secret.repeat(400)], undefined));
    expect(calls).toHaveLength(1);
  });

  it("stay in the tier of an advanced parameter, and make none an advanced one", async () => {
    const tiers: unknown[] = [];
    const answers = (Tier: string): Answers => ({
      GetParameters: () => ({ Parameters: [parameter("a", "old", 1)] }),
      GetParameterHistory: () => ({ Parameters: [{ ...parameter("a", "old", 1), Tier }] }),
      PutParameter: (input) => {
        tiers.push(input.Tier);
        if (input.Tier === undefined) throw new AwsRefusal("ValidationException", "too large for its tier");
        return { Version: 2 };
      },
    });
    const { place } = await storeWith(answers("Advanced"));
    await place.write("a", [secret.repeat(200)], { texts: ["old"], version: "1" });
    expect(tiers).toEqual([undefined, "Advanced"]);
    const { place: standard } = await storeWith(answers("Standard"));
    expect(
      (await failureOf(standard.write("a", [secret.repeat(200)], { texts: ["old"], version: "1" }))).message,
    ).toMatch(/larger than/);
    expect(tiers).toEqual([undefined, "Advanced", undefined]);
  });

  it("are said to people with name, region and the command that reads them", async () => {
    const { place } = await storeWith({});
    expect(place.where("a")).toBe("the SSM parameter /hooks/dev/a in eu-west-1");
    expect(place.readCommand("a")).toBe(
      "aws ssm get-parameter --region eu-west-1 --profile ops --name /hooks/dev/a --with-decryption --query Parameter.Value --output text",
    );
  });
});
