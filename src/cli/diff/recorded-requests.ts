import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseRequest } from "../../contract/http-text.ts";
import { BridgeError } from "../../core/errors.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { sha256 } from "../../core/sha256.ts";
import { spelled } from "../program/bridge-command.ts";

/** A delivery as it went over the wire once, and what a bridge needs to accept it again. */
export interface RequestRecording {
  /** The name of its two files, without their ending. */
  readonly name: string;
  /** The same for the same request: 16 letters of a hash. */
  readonly hash: string;
  /** Unix seconds at which the request is fresh. */
  readonly clock: number;
  /** As in the source's parameter: some with a role (`verifyToken:…`). */
  readonly secrets: readonly string[];
  /** What stands at the URLs of the vendor that are fetched. */
  readonly fetched?: Readonly<Record<string, string>>;
  readonly request: WebhookRequest;
}

/** Members of a recorded request's .json; the others are for tests. */
interface RecordedFacts extends Pick<RequestRecording, "clock" | "secrets" | "fetched"> {
  readonly origin: string;
  readonly outcome: "accepted" | "handshake";
}

/** The recorded request of two files; undefined for a handshake. */
function readRequest(folder: string, name: string): RequestRecording | undefined {
  const { clock, origin, secrets, outcome, fetched } = JSON.parse(
    readFileSync(join(folder, `${name}.json`), "utf8"),
  ) as RecordedFacts;
  if (outcome !== "accepted") return undefined;
  const bytes = readFileSync(join(folder, `${name}.http`));
  return {
    name,
    hash: sha256([`${origin}\n${clock}\n`, bytes]).slice(0, 16),
    clock,
    secrets,
    ...(fetched && { fetched }),
    request: parseRequest(bytes, origin),
  };
}

/**
 * The recorded deliveries in a folder, by name; none where there is no such folder.
 * @throws BridgeError `config-invalid` for files that can't be read
 */
export function recordedRequests(folder: string): readonly RequestRecording[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  const names = files.filter((file) => file.endsWith(".http")).map((file) => file.slice(0, -".http".length));
  return names.flatMap((name) => {
    try {
      return readRequest(folder, name) ?? [];
    } catch (cause) {
      throw new BridgeError(
        "config-invalid",
        `The recorded request ${join(folder, name)} can't be read.`,
        `Record it again with ${spelled("fixture <source> <name>")}, or delete both of its files.`,
        cause,
      );
    }
  });
}

/** Where the package has the recorded requests of its providers, one folder each. */
const catalogueFolder = fileURLToPath(new URL("../../../test/fixtures/", import.meta.url));

/**
 * The folder with a provider's recorded requests: that of the project for its own provider, else that of the package.
 * @param project the folder of the configuration
 */
export function requestsFolder(project: string, providerId: string): string {
  const own = join(project, "providers/fixtures", providerId);
  return existsSync(own) ? own : join(catalogueFolder, providerId);
}
