import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lazyVault, secretVault } from "../../../src/aws/secrets/secret-vault.ts";
import type { Environment } from "../../../src/config/environment.ts";
import { network } from "../../support/aws-network.ts";

// No wait between attempts.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const { signal } = new AbortController();

const environmentOf = (secretStore: Environment["secretStore"]): Environment =>
  ({ secretStore, parameterPrefix: "/hookbridge/dev", secretKey: undefined }) as Environment;

const throttled = { status: 400, body: { __type: "ThrottlingException", message: "Rate exceeded" } };
const denied = { status: 400, body: { __type: "AccessDeniedException", message: "no permission" } };

type Answer = { readonly status: number; readonly body: object };

/** A store whose calls are answered so, and the operations that were called. */
function storeOf(store: Environment["secretStore"], answer: (input: Record<string, unknown>) => Answer) {
  const { sent, settings } = network(({ body }) => answer(JSON.parse(body)));
  const calls = () => sent.map(({ target }) => target.split(".")[1]);
  return { vault: secretVault(environmentOf(store), settings), calls };
}

async function readMany(vault: ReturnType<typeof storeOf>["vault"], names: readonly string[]) {
  const texts = new Map<string, string>();
  await vault.readMany(names, (source, text) => void texts.set(source, text), signal);
  return texts;
}

describe("many secrets", () => {
  const names = Array.from({ length: 25 }, (_, index) => `s${index}`);

  it("come from Parameter Store ten at a time", async () => {
    const { vault, calls } = storeOf("ssm", ({ Names }) => ({
      status: 200,
      body: {
        Parameters: (Names as string[]).map((Name) => ({ Name, Value: `of ${Name}` })),
        InvalidParameters: [],
      },
    }));
    const texts = await readMany(vault, names);
    expect([...texts.keys()]).toEqual(names);
    expect(texts.get("s24")).toBe("of /hookbridge/dev/s24");
    expect(calls()).toEqual(["GetParameters", "GetParameters", "GetParameters"]);
  });

  it("come from Secrets Manager twenty at a time, without those that are missing or denied", async () => {
    const { vault, calls } = storeOf("secrets-manager", ({ SecretIdList }) => ({
      status: 200,
      body: {
        SecretValues: (SecretIdList as string[])
          .filter((name) => !name.endsWith("/s3"))
          .map((Name) => ({ Name, SecretString: `of ${Name}` })),
        Errors: [{ SecretId: "/hookbridge/dev/s3", ErrorCode: "ResourceNotFoundException" }],
      },
    }));
    const texts = await readMany(vault, names);
    expect([...texts.keys()]).toEqual(names.filter((name) => name !== "s3"));
    expect(texts.get("s0")).toBe("of /hookbridge/dev/s0");
    expect(calls()).toEqual(["BatchGetSecretValue", "BatchGetSecretValue"]);
  });

  it.each([
    ["ssm", "ssm:GetParameters"],
    ["secrets-manager", "secretsmanager:BatchGetSecretValue"],
  ] as const)(
    "that a role of before may not read: %s names the permission, after one call",
    async (store, permission) => {
      const { vault, calls } = storeOf(store, () => denied);
      await expect(readMany(vault, ["one"])).rejects.toMatchObject({
        code: "secret-store-failed",
        remedy: expect.stringContaining(permission),
      });
      expect(calls()).toHaveLength(1);
    },
  );
});

describe.each(["ssm", "secrets-manager"] as const)("a throttled store: %s", (store) => {
  it("is asked six times by a request, which may need no seventh", async () => {
    let left = 5;
    const { vault, calls } = storeOf(store, () =>
      left-- > 0 ? throttled : { status: 200, body: { Parameter: { Value: "a" }, SecretString: "a" } },
    );
    expect(await vault.read("one", signal)).toBe("a");
    expect(calls()).toHaveLength(6);
  });

  it("fails a request after the sixth", async () => {
    const { vault, calls } = storeOf(store, () => throttled);
    await expect(vault.read("one", signal)).rejects.toMatchObject({ code: "secret-store-failed" });
    expect(calls()).toHaveLength(6);
  });

  it("is asked once for what no request may need", async () => {
    const { vault, calls } = storeOf(store, () => throttled);
    await expect(readMany(vault, ["one"])).rejects.toMatchObject({ code: "secret-store-failed" });
    expect(calls()).toHaveLength(1);
  });

  it("is not asked again when the time is over", async () => {
    const ending = new AbortController();
    const { vault, calls } = storeOf(store, () => {
      ending.abort();
      return throttled;
    });
    await expect(vault.read("one", ending.signal)).rejects.toMatchObject({ code: "secret-store-failed" });
    expect(calls()).toHaveLength(1);
  });
});

describe("code that can't be loaded", () => {
  it("is a failure of the store, and is loaded again", async () => {
    let isThere = false;
    const vault = lazyVault(async () => {
      if (!isThere) throw new Error("Cannot find module ssm");
      return { read: async () => "a", readMany: async () => {}, keep: async () => true };
    });
    const failed = { code: "secret-store-failed", remedy: expect.stringContaining("Deploy again") };
    await expect(vault.read("one", signal)).rejects.toMatchObject(failed);
    await expect(vault.readMany(["one"], () => {}, signal)).rejects.toMatchObject(failed);
    await expect(vault.keep("one", "a", signal)).rejects.toMatchObject(failed);
    isThere = true;
    expect(await vault.read("one", signal)).toBe("a");
    expect(await vault.keep("one", "a", signal)).toBe(true);
  });
});
