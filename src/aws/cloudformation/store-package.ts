import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

/** A file of a package, and where it goes. */
export interface StoredFile {
  readonly file: string;
  readonly key: string;
}

/** Puts files of a package into a bucket. */
export async function storePackage(
  s3: S3Client,
  bucket: string,
  folder: string,
  files: readonly StoredFile[],
): Promise<void> {
  for (const { file, key } of files)
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: readFileSync(join(folder, file)) }));
}
