import { relative, sep } from "node:path";
import { BridgeError } from "../core/errors.ts";
import type { Provider } from "../core/provider.ts";
import type { WebhookRequest } from "../core/request.ts";
import { type Secret, secretOf } from "../core/secret.ts";
import { sha256 } from "../core/sha256.ts";
import { secretRoles } from "../signatures/secret-roles.ts";
import { faultsOf } from "./fixture-faults.ts";
import { parseRequest } from "./http-text.ts";
import { type RequestFiles, requestFiles } from "./request-files.ts";
import type { Witness } from "./witness.ts";

export interface ExpectedEvent {
  /** EventBridge `DetailType`. */
  readonly type: string;
  readonly id: string;
  readonly subject?: string;
  /** Left out: the time of receipt. */
  readonly time?: string;
  /** CloudEvents `source`. */
  readonly source: string;
  /** Words of core/vocabulary.ts; left out where the vendor's name has none. */
  readonly entity?: string;
  readonly action?: string;
}

export interface ExpectedAnswer {
  readonly status: number;
  readonly contentType?: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as it went over the wire once, and what a bridge needs to accept it again. */
export interface RecordedRequest {
  /** The name of its two files, without their ending. */
  readonly name: string;
  /** The same for the same request: 16 letters of a hash. */
  readonly hash: string;
  /** Bytes of the whole request. */
  readonly size: number;
  /** Unix seconds at which the request is fresh. */
  readonly clock: number;
  /** As in the source's parameter: some with a role (`verifyToken:…`). */
  readonly secrets: readonly string[];
  /** What stands at the URLs of the vendor that are fetched. */
  readonly fetched?: Readonly<Record<string, string>>;
  readonly request: WebhookRequest;
}

interface FixtureBase extends RecordedRequest {
  readonly witness: Witness;
}

export type Fixture =
  | (FixtureBase & {
      readonly outcome: "accepted";
      readonly events: readonly ExpectedEvent[];
      /** Left out: 200 with an empty body. */
      readonly answer?: Pick<ExpectedAnswer, "status" | "body">;
    })
  | (FixtureBase & { readonly outcome: "handshake"; readonly answer: ExpectedAnswer });

/** The text at a URL as the fixture has it; nothing else is fetched. */
export async function fetchedText(
  { fetched = {} }: Pick<RecordedRequest, "fetched">,
  url: string,
): Promise<string> {
  const text = fetched[url];
  if (text === undefined) throw new Error(`nothing to fetch at ${url}`);
  return text;
}

/** The command that records a fixture into a folder. */
export function recordingCommand(folder: string, name: string): string {
  const path = relative(process.cwd(), folder).replaceAll(sep, "/");
  const flag = /^test\/fixtures\/[^/]+$/.test(path) ? "" : ` --folder ${path}`;
  return `npx hookbridge fixture <source> ${name}${flag}`;
}

/** Fixtures, and what is wrong with those that can't be read: a line for each fault. */
interface ReadFixtures {
  readonly fixtures: readonly Fixture[];
  readonly faults: readonly string[];
}

/** A fixture, or the faults of its two files. */
function loadFixture(folder: string, { name, http, json }: RequestFiles): Fixture | readonly string[] {
  if (!http || json === undefined) {
    const [gone, other] = http ? ["json", "http"] : ["http", "json"];
    const again = recordingCommand(folder, name);
    return [`${name}.${other} has no ${name}.${gone} beside it: record both with ${again}, or delete it`];
  }
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (error) {
    return [`${name}.json is not JSON: ${(error as Error).message}`];
  }
  const faults = faultsOf(content, `${name}.json`);
  if (faults.length > 0) return faults;
  const { origin, ...rest } = content as Fixture & { readonly origin: string };
  const hash = sha256([`${origin}\n${rest.clock}\n`, http]).slice(0, 16);
  try {
    return { ...rest, name, hash, size: http.length, request: parseRequest(http, origin) };
  } catch (error) {
    return [`${name}.http: ${(error as Error).message}`];
  }
}

/** The recorded requests in a folder; none when it is not there. */
export function readFixtures(folder: string): ReadFixtures {
  const loaded = requestFiles(folder).map((files) => loadFixture(folder, files));
  const fixtures = loaded.filter((one): one is Fixture => !Array.isArray(one));
  return { fixtures, faults: loaded.flatMap((one) => (Array.isArray(one) ? (one as string[]) : [])) };
}

/** A recorded request that carries events. */
export type RecordedDelivery = Extract<Fixture, { readonly outcome: "accepted" }>;

/**
 * The recorded deliveries in a folder, by name; none where there is no such folder.
 * @throws BridgeError `config-invalid` for files that can't be read
 */
export function recordedDeliveries(folder: string): readonly RecordedDelivery[] {
  const { fixtures, faults } = readFixtures(folder);
  const [fault] = faults;
  if (fault !== undefined)
    throw new BridgeError(
      "config-invalid",
      `A recorded request in ${folder} can't be read. ${fault}`,
      "Record it again with npx hookbridge fixture <source> <name>, or delete both of its files.",
    );
  return fixtures.filter((fixture) => fixture.outcome === "accepted");
}

/** Secrets as the bridge holds them: those that begin with one of the provider's roles belong to it alone. */
export function secretsFor(provider: Provider, texts: readonly string[]): readonly Secret[] {
  const roles = secretRoles(provider);
  return texts.map((text) => secretOf(text, roles));
}
