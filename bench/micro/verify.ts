import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { verify } from "../../src/signatures/verify.ts";
import type { Size } from "../payload.ts";
import { type Candidate, type Effort, type Measured, race, type Spread } from "../rounds.ts";
import { allSizes, type Recorded, recordings, type Subject, subjects } from "./subjects.ts";

/** A request as the peers take it. */
interface PlainRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Binds a vendor's verifier to one request: what comes back verifies it once. */
type PeerVerifier = (request: PlainRequest, secret: string) => () => boolean | Promise<boolean>;

/** What one scheme costs at one size. */
export interface VerifyRow {
  readonly scheme: string;
  readonly size: Size | "as recorded";
  readonly accept: Measured;
  /** A wrong signature over an acceptance. */
  readonly reject: Spread;
  /** Ours over the vendor's, by the name of its verifier. */
  readonly peers: readonly { readonly name: string; readonly accept: Spread; readonly reject: Spread }[];
}

const plainOf = ({ url, headers, body }: WebhookRequest): PlainRequest => ({
  url,
  headers: Object.fromEntries(headers),
  body,
});

/** A ratio the other way round. */
const inverse = ({ low, median, high }: Spread): Spread => ({
  low: 1 / high,
  median: 1 / median,
  high: 1 / low,
});

/** Refuses to measure what does not do its work. */
async function mustBe(expected: boolean, candidate: Candidate): Promise<Candidate> {
  const verdict = await candidate.run();
  const found = typeof verdict === "object" && verdict !== null && "ok" in verdict ? verdict.ok : verdict;
  if (found !== expected) throw new Error(`${candidate.name} says ${JSON.stringify(verdict)}.`);
  return candidate;
}

const nothing = (): Promise<string> => Promise.reject(new Error("nothing is fetched here"));

async function oneSize(
  subject: Subject,
  [size, bytes]: readonly [Size, number],
  peerVerifiers: Readonly<Record<string, PeerVerifier>>,
  effort: Effort,
): Promise<VerifyRow> {
  const nowMs = Date.now();
  const [right, wrong] = await Promise.all([true, false].map((fits) => subject.request(bytes, fits, nowMs)));
  if (!right || !wrong) throw new Error("no requests");
  const schemes = signaturesOf(subject.provider);
  const secrets = [new Secret(subject.secret)];
  const { fetchText = nothing } = subject;
  const ours = (request: WebhookRequest) => () => {
    const signature = chooseScheme(schemes, request);
    return verify(request, { signature, schemes, secrets, nowMs, fetchText });
  };
  const peers = subject.peers.flatMap((name) => {
    const bind = peerVerifiers[name];
    return bind ? [{ name, bind }] : [];
  });
  const candidates = [
    await mustBe(true, { name: `${subject.name} accept`, run: ours(right) }),
    await mustBe(false, { name: `${subject.name} reject`, run: ours(wrong) }),
  ];
  for (const { name, bind } of peers) {
    candidates.push(
      await mustBe(true, { name: `${name} accept`, run: bind(plainOf(right), subject.secret) }),
      await mustBe(false, { name: `${name} reject`, run: bind(plainOf(wrong), subject.secret) }),
    );
  }
  const [accept, reject, ...others] = await race(candidates, effort);
  if (!accept || !reject) throw new Error("nothing was measured");
  return {
    scheme: subject.name,
    size,
    accept,
    reject: reject.ratio,
    peers: peers.map(({ name }, place) => {
      const theirs = { accept: others[place * 2], reject: others[place * 2 + 1] };
      if (!theirs.accept || !theirs.reject) throw new Error("a peer was not measured");
      return {
        name,
        accept: inverse(theirs.accept.ratio),
        reject: {
          low: reject.cost.low / theirs.reject.cost.high,
          median: reject.cost.median / theirs.reject.cost.median,
          high: reject.cost.high / theirs.reject.cost.low,
        },
      };
    }),
  };
}

async function asRecorded(one: Recorded, effort: Effort): Promise<VerifyRow> {
  const schemes = signaturesOf(one.provider);
  const { secrets, nowMs } = one;
  const ours = (request: WebhookRequest) => () => {
    const signature = chooseScheme(schemes, request);
    return verify(request, { signature, schemes, secrets, nowMs, fetchText: nothing });
  };
  const [accept, reject] = await race(
    [
      await mustBe(true, { name: `${one.name} accept`, run: ours(one.right) }),
      await mustBe(false, { name: `${one.name} reject`, run: ours(one.wrong) }),
    ],
    effort,
  );
  if (!accept || !reject) throw new Error("nothing was measured");
  return { scheme: one.name, size: "as recorded", accept, reject: reject.ratio, peers: [] };
}

/** Every scheme at every size, against the vendors' verifiers. */
export async function measureVerify(
  effort: Effort,
  progress: (what: string) => void,
): Promise<readonly VerifyRow[]> {
  // By a name that the compiler does not follow: the peers' types are installed only here.
  const peersFile = "../peers/verifiers.mjs";
  const { verifiers } = (await import(peersFile)) as { verifiers: Readonly<Record<string, PeerVerifier>> };
  const rows: VerifyRow[] = [];
  for (const size of allSizes) {
    for (const subject of subjects) {
      progress(`verify, ${size[0]}: ${subject.name}`);
      rows.push(await oneSize(subject, size, verifiers, effort));
    }
  }
  for (const recording of recordings) {
    progress(`verify, as recorded: ${recording.name}`);
    rows.push(await asRecorded(recording, effort));
  }
  return rows;
}
