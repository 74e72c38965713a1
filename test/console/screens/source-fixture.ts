import type { SourceDetail } from "../../../src/operate/state.ts";

/** A source that has no secret yet. */
export const slackSource: SourceDetail = {
  name: "acme-slack",
  provider: { id: "slack", name: "Slack" },
  bus: "engineering",
  url: "http://127.0.0.1:3000/hooks/acme-slack",
  condition: "no-secret",
  secrets: 0,
  steps: [],
  signature: [],
  samples: [],
  setup: {
    where: "api.slack.com/apps",
    secret: "issued-by-provider",
    roles: [],
    docs: "https://docs.slack.dev",
    handshakes: ["`url-verification`: a signed POST"],
    triesAgain: "for 6 min",
  },
};
