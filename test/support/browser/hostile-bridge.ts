import type { RunningBridge } from "../../../src/operate/bridge.ts";

/** Text that would do something if it were ever taken for markup, for a URL or for a script. */
export const hostileText = `${"A".repeat(400)}"'><img src="/none" onerror="window.pwned=1"><script>window.pwned=1</script><svg onload="window.pwned=1"></svg>`;
export const hostileUrl = "javascript:window.pwned=1";

/** What strangers, vendors and configurations decide on, by its name in answers. Not a bus, whose name EventBridge limits: the page asks for it. */
const texts = new Set(
  (
    "action body code command delivery description detail detailType entity evidence fix handshake message name note provider " +
    "queue reason remedy rule source subject target text type"
  ).split(" "),
);

const envelope = JSON.stringify({
  id: "evt",
  source: hostileText,
  "detail-type": hostileText,
  detail: {
    type: hostileText,
    subject: hostileText,
    dataref: hostileUrl,
    data: {
      [hostileText]: [
        hostileText,
        hostileUrl,
        { url: hostileUrl, html: "</script><script>pwned=1</script>" },
      ],
    },
  },
});

/** An answer with hostile text in all of its texts. */
function poisoned<Answer>(answer: Answer): Answer {
  if (answer === undefined) return answer;
  return JSON.parse(JSON.stringify(answer), (name, value) => {
    if (name === "envelope") return envelope;
    if (name === "pattern") return JSON.stringify({ source: [hostileText] });
    if (["headers", "steps", "signature", "ruledOut", "locations"].includes(name) && Array.isArray(value))
      return value.map((one) =>
        Array.isArray(one)
          ? one.map((text) => `${text}${hostileText}`)
          : typeof one === "string"
            ? `${one}${hostileText}`
            : one,
      );
    return texts.has(name) && typeof value === "string" ? `${value}${hostileText}` : value;
  });
}

/** Makes all that a bridge answers hostile. Ids stay as they are: the page's paths are made of them. */
export function poison(bridge: RunningBridge): void {
  const { sources, source, requests, request, events, event, explain, overview } = bridge;
  const { deadLetters, deadLetter, deadLetterGroups, subscriptions, subscription } = bridge;
  bridge.sources = async () => poisoned(await sources());
  bridge.source = async (name) => poisoned(await source(name));
  bridge.requests = async (...query) => poisoned(await requests(...query));
  bridge.request = async (id) => poisoned(await request(id));
  bridge.events = async (query) => poisoned(await events(query));
  bridge.event = async (id) => poisoned(await event(id));
  bridge.explain = async (id) => poisoned(await explain(id));
  bridge.overview = async (range) => poisoned(await overview(range));
  bridge.deadLetters = async (query) => poisoned(await deadLetters(query));
  bridge.deadLetter = async (id) => poisoned(await deadLetter(id));
  bridge.deadLetterGroups = async () => poisoned(await deadLetterGroups());
  bridge.subscriptions = async () => poisoned(await subscriptions());
  bridge.subscription = async (name) => poisoned(await subscription(name));
}
