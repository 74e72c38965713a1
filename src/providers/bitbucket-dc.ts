import { defineProvider } from "../core/provider.ts";

// A push of several branches and tags is about none of them.
const ofSeveralRefs = { subject: "body:/repository/slug" } as const;

export default defineProvider({
  id: "bitbucket-dc",
  name: "Bitbucket Data Center",
  category: "devtools",
  docs: "https://confluence.atlassian.com/bitbucketserver/event-payload-938025882.html",
  setup: {
    where: "Repository or project → Settings → Webhooks → Create webhook",
    secret: "chosen-by-you",
    note: "Fill in Secret: without it, deliveries are not signed, and a user and password alone are refused.",
  },
  retries: {
    source:
      "confluence.atlassian.com/bitbucketserver, Manage webhooks: says nothing of retries; an " +
      "endpoint that fails is skipped for a while",
  },
  signature: {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-hub-signature",
    prefix: "sha256=",
  },
  handshakes: [
    {
      name: "connection-test",
      when: "header:x-event-key",
      equals: "diagnostics:ping",
      unsigned: true,
      answer: { status: 200 },
    },
  ],
  event: {
    source: "com.atlassian.bitbucket",
    type: ["header:x-event-key"],
    id: "header:x-request-id",
    distinct: "header:x-request-id",
    equalDeliveries: {
      possible: true,
      why:
        "The body has a date in whole seconds, in which a script can delete, make and delete a tag. " +
        "X-Request-Id is one for each request (confluence.atlassian.com/bitbucketserver, Event " +
        "payload)",
    },
    checkedAgainst: ["captured payloads: github.com/go-playground/webhooks"],
    time: "body:/date",
    subject: [
      "body:/comment/id",
      "body:/pullRequest/id",
      "body:/changes/0/refId",
      "body:/repository/slug",
      "body:/new/slug",
    ],
    origin: [
      "body:/repository/links/self/0/href",
      "body:/new/links/self/0/href",
      "body:/pullRequest/toRef/repository/links/self/0/href",
    ],
    by: "body:/changes/1/type",
    cases: { ADD: ofSeveralRefs, UPDATE: ofSeveralRefs, DELETE: ofSeveralRefs },
    words: {
      "repo:refs_changed": "push created",
      "project:modified": "project updated",
      "repo:modified": "repository",
      "repo:forked": "repository created",
      "repo:comment:*": "comment",
      "pr:*": "pull-request",
      "pr:opened": "pull-request created",
      "pr:from_ref_updated": "pull-request",
      "pr:comment:*": "comment",
      "pr:reviewer:approved": "pull-request approved",
      "pr:reviewer:needs_work": "pull-request rejected",
      "pr:reviewer:changes_requested": "pull-request rejected",
      "pr:reviewer:unapproved": "pull-request updated",
      "pr:reviewer:updated": "pull-request",
    },
  },
  marks: { userAgents: ["Atlassian HttpClient"] },
});
