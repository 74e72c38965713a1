import { describe, expect, it } from "vitest";
import { signaturesOf } from "../../src/core/provider.ts";
import { normalize } from "../../src/events/normalize.ts";
import github from "../../src/providers/github.ts";
import { sourceOf, storedBy } from "../identity/identity-of.ts";
import { requestOf } from "../support/judged.ts";

const repository = {
  full_name: "kahvila/tilaukset",
  url: "https://api.github.com/repos/kahvila/tilaukset",
  owner: { url: "https://api.github.com/users/kahvila" },
};

/** The only event of a delivery; its signature is taken for good. */
async function eventOf(name: string, payload: object, headers: Readonly<Record<string, string>> = {}) {
  const request = requestOf({
    headers: {
      "content-type": "application/json",
      "x-github-event": name,
      "x-github-delivery": "d1f0a5b2-0d52-11f1-9a3b-6d1f2c3b4a01",
      ...headers,
    },
    body: JSON.stringify({ repository, ...payload }),
  });
  const [signature] = signaturesOf(github);
  if (!signature) throw new Error("no scheme");
  const delivery = await storedBy(github, signature, request);
  const [event] = normalize(delivery, sourceOf(github), new Set(["main"])).events;
  if (!event) throw new Error(`${name} gives no event`);
  return event;
}

const wordsOf = async (name: string, payload: object): Promise<string> => {
  const { entity = "-", action = "-" } = (await eventOf(name, payload)).envelope;
  return `${entity} ${action}`;
};

describe("two deliveries with one body", () => {
  const removed = { action: "removed", scope: "team", member: { login: "aino-h" }, team: { id: 31 } };
  const keyOf = async (delivery: string) =>
    (await eventOf("membership", removed, { "x-github-delivery": delivery })).key;

  it("are two events under two delivery ids, and one under one", async () => {
    expect(await keyOf("a")).not.toBe(await keyOf("b"));
    expect(await keyOf("a")).toBe(await keyOf("a"));
  });
});

describe("the words of what the payload says", () => {
  it.each([
    ["pull_request", { action: "closed", pull_request: { merged: true } }, "pull-request merged"],
    ["pull_request", { action: "closed", pull_request: { merged: false } }, "pull-request closed"],
    ["pull_request", { action: "review_requested", pull_request: { merged: false } }, "review requested"],
    ["pull_request", { action: "auto_merge_enabled", pull_request: { merged: false } }, "pull-request -"],
    ["pull_request_review", { action: "submitted", review: { state: "approved" } }, "pull-request approved"],
    [
      "pull_request_review",
      { action: "submitted", review: { state: "changes_requested" } },
      "pull-request rejected",
    ],
    ["pull_request_review", { action: "submitted", review: { state: "commented" } }, "review submitted"],
    ["pull_request_review", { action: "edited", review: { state: "approved" } }, "review updated"],
    ["workflow_run", { action: "completed", workflow_run: { conclusion: "failure" } }, "workflow failed"],
    ["workflow_run", { action: "completed", workflow_run: { conclusion: "success" } }, "workflow succeeded"],
    ["workflow_run", { action: "completed", workflow_run: { conclusion: "neutral" } }, "workflow completed"],
    ["workflow_run", { action: "in_progress", workflow_run: { conclusion: null } }, "workflow started"],
    ["workflow_job", { action: "completed", workflow_job: { conclusion: "cancelled" } }, "job canceled"],
    ["check_run", { action: "completed", check_run: { conclusion: "failure" } }, "- -"],
    ["deployment_status", { action: "created", deployment_status: { state: "error" } }, "deployment failed"],
    [
      "deployment_status",
      { action: "created", deployment_status: { state: "queued" } },
      "deployment updated",
    ],
    ["create", { ref: "korjaus", ref_type: "branch" }, "branch created"],
    ["create", { ref: "v1", ref_type: "tag" }, "- -"],
    // Its action is the sender's own text.
    ["repository_dispatch", { action: "deleted" }, "- -"],
  ])("%s %j", async (name, payload, words) => {
    expect(await wordsOf(name, payload)).toBe(words);
  });
});

describe("the source of a push", () => {
  const push = {
    ref: "refs/heads/main",
    repository: { ...repository, url: "https://github.com/kahvila/tilaukset" },
  };

  it("is that of the repository's other events", async () => {
    const issue = await eventOf("issues", { action: "opened", issue: { number: 1 } });
    expect((await eventOf("push", push)).envelope.origin).toBe(issue.envelope.origin);
  });

  it("is the API of GitHub Enterprise Server where that sends it", async () => {
    const { envelope } = await eventOf("push", push, { "x-github-enterprise-host": "git.kahvila.example" });
    expect(envelope.origin).toBe("https://git.kahvila.example/api/v3/repos/kahvila/tilaukset");
  });
});

it("a deleted thing has the time of receipt, because its own is that of its last change", async () => {
  const deleted = { action: "deleted", comment: { id: 7, updated_at: "2024-01-02T03:04:05Z" } };
  const { envelope } = await eventOf("issue_comment", deleted);
  expect(envelope.time).toBe(envelope.receivedtime);
});
