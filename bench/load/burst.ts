import { readEarly } from "../../src/aws/secrets/read-early.ts";
import { type BatchVault, cachedSecrets } from "../../src/aws/secrets/secret-cache.ts";
import { secretVault } from "../../src/aws/secrets/secret-vault.ts";
import { openSecretsManagerVault } from "../../src/aws/secrets/secrets-manager.ts";
import { openSsmVault } from "../../src/aws/secrets/ssm.ts";
import { type Bridge, defineBridge } from "../../src/config/define-bridge.ts";
import { github } from "../../src/providers/index.ts";
import { seeded } from "../../test/faults/random.ts";
import { startVirtualTime, type VirtualTime } from "../../test/faults/virtual-time.ts";
import { percentile } from "../rounds.ts";

/** Functions that start together, each with an event that waits for it. */
export interface Burst {
  /** Cold starts within one second. */
  readonly starts: number;
  /** Sources in the configuration; the events are for all of them in turn. */
  readonly sources: number;
  readonly store: "ssm" | "secrets-manager";
  /** What the bridge did before: three attempts, and no secret read at the start. */
  readonly isFormer?: boolean;
}

/** How a burst ends. */
export interface BurstRow extends Burst {
  /** Events that were answered 503, because their secret could not be read. */
  readonly failed: number;
  /** Calls of the secret store, and how many of them it throttled. */
  readonly calls: number;
  readonly throttled: number;
  /** Milliseconds from the start until the secret of the event is known, of those that succeed. */
  readonly medianMs: number;
  readonly p95Ms: number;
}

/**
 * Calls a second, of each operation or of several together. Parameter Store: its default throughput. Secrets Manager:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
const quotas = {
  ssm: () => {
    const all = { rate: 40 };
    return { GetParameter: all, GetParameters: all };
  },
  "secrets-manager": () => ({ GetSecretValue: { rate: 10_000 }, BatchGetSecretValue: { rate: 100 } }),
} as const;

/** Milliseconds of one call. */
const callMs = 8;

/** A bucket that is full at first, holds the calls of one second, and fills at that rate. */
function bucket({ rate }: { readonly rate: number }, time: VirtualTime): () => boolean {
  let tokens = rate;
  let last = time.now();
  return () => {
    tokens = Math.min(rate, tokens + ((time.now() - last) / 1_000) * rate);
    last = time.now();
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
}

interface StoreInput {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly SecretId?: string;
  readonly SecretIdList?: readonly string[];
}

/** What the store answers a call that it takes. */
const answerOf = ({ Name, Names, SecretId, SecretIdList }: StoreInput): object => ({
  ...(Name && { Parameter: { Name, Value: "a-secret-of-some-length" } }),
  ...(Names && { Parameters: Names.map((name) => ({ Name: name, Value: "a-secret-of-some-length" })) }),
  ...(SecretId && { Name: SecretId, SecretString: "a-secret-of-some-length" }),
  ...(SecretIdList && {
    SecretValues: SecretIdList.map((name) => ({ Name: name, SecretString: "a-secret-of-some-length" })),
  }),
});

/** The store as the SDK's clients see it: an HTTP handler in this process. */
function secretStore(name: Burst["store"], time: VirtualTime) {
  const counts = { calls: 0, throttled: 0 };
  const limits = quotas[name]();
  const buckets = new Map(Object.values(limits).map((limit) => [limit, bucket(limit, time)]));
  const takes = new Map(
    Object.entries(limits).map(([operation, limit]) => [operation, buckets.get(limit)] as const),
  );
  const handle = async (request: { headers: Record<string, string>; body: Uint8Array | string }) => {
    counts.calls++;
    const operation = request.headers["x-amz-target"]?.split(".")[1] ?? "";
    const isTaken = takes.get(operation)?.() === true;
    if (!isTaken) counts.throttled++;
    await time.sleep(callMs);
    const body = isTaken
      ? answerOf(JSON.parse(Buffer.from(request.body as Uint8Array).toString()))
      : { __type: "ThrottlingException", message: "Rate exceeded" };
    const response = {
      statusCode: isTaken ? 200 : 400,
      headers: {},
      body: Buffer.from(JSON.stringify(body)),
    };
    return { response };
  };
  const requestHandler = { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } };
  return { counts, requestHandler };
}

const bridgeOf = (sources: number): Bridge =>
  defineBridge({
    buses: { main: {} },
    sources: Object.fromEntries(
      Array.from({ length: sources }, (_, index) => [
        `source-${index}`,
        { provider: github, bus: "main" } as const,
      ]),
    ),
  });

/** Runs a burst with the SDK's clients and the bridge's vaults and cache, in virtual time. The same seed gives the same again. */
export async function measureBurst(burst: Burst, seed: number): Promise<BurstRow> {
  const { starts, sources, isFormer = false } = burst;
  const random = seeded(seed);
  const time = startVirtualTime(Date.UTC(2026, 0, 1), random);
  const { counts, requestHandler } = secretStore(burst.store, time);
  const bridge = bridgeOf(sources);
  const settings = {
    region: "us-east-1",
    credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
    maxAttempts: 3,
    requestHandler,
  } as never;
  const environment = { secretStore: burst.store, parameterPrefix: "/bench", secretKey: undefined };
  const openFormer = burst.store === "ssm" ? openSsmVault : openSecretsManagerVault;
  const openVault = (): BatchVault =>
    isFormer ? openFormer(settings, "/bench", undefined) : secretVault(environment as never, settings);
  const waits: number[] = [];
  let failed = 0;
  async function start(index: number): Promise<void> {
    const started = time.now();
    const vault = openVault();
    const cache = cachedSecrets(vault, time.now);
    if (!isFormer) await readEarly(bridge.sources, { vault, cache, onFailure: () => {} });
    try {
      await cache.secrets(`source-${index % sources}`, []);
      waits.push(time.now() - started);
    } catch {
      failed++;
    }
  }
  for (let index = 0; index < starts; index++) time.after((index * 1_000) / starts, () => void start(index));
  await time.run();
  return { ...burst, failed, ...counts, medianMs: percentile(waits, 0.5), p95Ms: percentile(waits, 0.95) };
}
