import type { Source } from "../../core/source.ts";
import { makeSample } from "../../local/samples/make-sample.ts";
import { makeSecrets } from "../../local/secrets/secret-shapes.ts";
import { type RecordedRequest, recordedDeliveries } from "../../recorded/fixtures.ts";
import { requestsFolder } from "../../recorded/request-files.ts";

/** What a source is tested with. */
export interface SourceRequests {
  /** True where they were recorded; false where one is made from the provider's file. */
  readonly recorded: boolean;
  readonly requests: readonly RecordedRequest[];
  /** Why there are none. */
  readonly none?: string;
}

/**
 * The recorded requests of a source's provider. Where there are none, as for a sender of your own, a sample is made from the provider's
 * file, and signed with a made secret.
 * @param project the folder of the configuration
 */
export async function sourceRequests(source: Source, project: string, now: number): Promise<SourceRequests> {
  const requests = recordedDeliveries(requestsFolder(project, source.provider.id));
  if (requests.length > 0) return { recorded: true, requests };
  const { secrets, signingKeys } = await makeSecrets(source.provider);
  const clock = Math.floor(now / 1_000);
  const sample = await makeSample({
    source,
    recordings: [],
    url: `https://hooks.example.com/hooks/${source.name}`,
    changes: {},
    secrets,
    signingKeys,
    now: clock * 1_000,
  });
  if ("reason" in sample) return { recorded: false, requests: [], none: sample.reason };
  const { request } = sample;
  const made = { name: "sample", hash: "", size: request.body.length, clock, secrets, request };
  return { recorded: false, requests: [made] };
}
