import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { datarefOf } from "../../../../core/body/claim-place.ts";
import type { EventData, EventRecord } from "../../../../operate/events.ts";
import { type ClaimBucket, claimSize, readClaim } from "../../../../operate/read-claim.ts";
import type { BridgeParts } from "../bridge-parts.ts";

function claimBucketOf({ workspace }: BridgeParts): ClaimBucket {
  const { clients, resources } = workspace;
  const Bucket = resources.bucket;
  return {
    name: Bucket,
    async size(Key) {
      const { ContentLength = 0 } = await clients.s3.send(new HeadObjectCommand({ Bucket, Key }));
      return ContentLength;
    },
    async first(Key, bytes) {
      const { Body } = await clients.s3.send(
        new GetObjectCommand({ Bucket, Key, Range: `bytes=0-${bytes - 1}` }),
      );
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
  };
}

/** The size of the payload that an event refers to. */
export async function dataSize(
  parts: BridgeParts,
  envelope: string,
): Promise<Pick<EventRecord, "dataBytes">> {
  const uri = datarefOf(envelope);
  const dataBytes = uri === undefined ? undefined : await claimSize(claimBucketOf(parts), uri);
  return dataBytes === undefined ? {} : { dataBytes };
}

/** The payload that an event refers to; undefined where there is none. */
export async function eventDataOf(parts: BridgeParts, id: string): Promise<EventData | undefined> {
  const event = parts.journal.events.find(id);
  if (!event) return undefined;
  const uri = datarefOf(event.envelope ?? parts.workspace.feed.envelope(event) ?? "");
  return uri === undefined ? undefined : readClaim(claimBucketOf(parts), uri);
}
