import type { Source } from "../../core/source.ts";
import { signedSample, unsampled } from "../../local/samples/send-sample.ts";
import { makeSecrets } from "../../local/secrets/secret-shapes.ts";
import { type RequestRecording, recordedRequests, requestsFolder } from "../diff/recorded-requests.ts";

/** What a source is tested with. */
export interface SourceRequests {
  /** True where they were recorded; false where one is made from the provider's file. */
  readonly recorded: boolean;
  readonly requests: readonly RequestRecording[];
  /** Why there are none. */
  readonly none?: string;
}

/**
 * The recorded requests of a source's provider. Where there are none, as for a sender of your own, a sample is made from the provider's
 * file, and signed with a made secret.
 * @param project the folder of the configuration
 */
export async function sourceRequests(source: Source, project: string, now: number): Promise<SourceRequests> {
  const requests = recordedRequests(requestsFolder(project, source.provider.id));
  if (requests.length > 0) return { recorded: true, requests };
  const { secrets, signingKeys } = await makeSecrets(source.provider);
  const clock = Math.floor(now / 1_000);
  const options = {
    source,
    localUrl: "https://hooks.example.com",
    publicUrl: undefined,
    secrets,
    signingKeys,
    now: clock * 1_000,
  };
  const request = await signedSample(options);
  if (!request) return { recorded: false, requests: [], none: unsampled(options) };
  return { recorded: false, requests: [{ name: "sample", hash: "", clock, secrets, request }] };
}
