import { type BridgeEvent, forEachEvent, isEvent } from "hookbridge/consumer";

/** The part of GitHub's payload that a build needs. `hookbridge/consumer/events/github` has the whole, over `@octokit/webhooks-types`. */
interface Push {
  readonly after: string;
  readonly ref: string;
  readonly repository: { readonly full_name: string };
}

/** Starts the build of a push. What throws is tried again for four hours, and then a dead letter. */
async function startBuild({ id, data }: BridgeEvent): Promise<void> {
  const { after, ref, repository } = data as Push;
  const answer = await fetch(`${process.env.BUILD_SERVER}/builds`, {
    method: "POST",
    // An event can come twice: the build server knows it by this key.
    headers: { "content-type": "application/json", "idempotency-key": id },
    body: JSON.stringify({ repository: repository.full_name, ref, commit: after }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`the build server answered ${answer.status}`);
  console.log(`building ${repository.full_name} ${after}`);
}

export const handler = (input: unknown) =>
  forEachEvent(input, (event) => (isEvent(event, "com.github.push") ? startBuild(event) : undefined));
