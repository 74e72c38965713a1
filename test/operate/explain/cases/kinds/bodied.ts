/** Kinds that change the bytes of a body. */
import type { WebhookRequest } from "../../../../../src/core/request.ts";
import type { CauseWord } from "../../../../../src/operate/explain/explanation.ts";
import { type Changed, type Kind, textOfBody, withBody } from "../change.ts";
import type { Genuine } from "../genuine.ts";
import type { Random } from "../random.ts";

export type Bytes = (body: Buffer, random: Random) => Buffer | undefined;
export type More = (request: WebhookRequest, genuine: Genuine) => Partial<Changed>;

export const bodied = (word: CauseWord, name: string, about: string, bytes: Bytes, more?: More): Kind => ({
  word,
  name,
  change: (genuine, random) =>
    changedBytes(genuine, about, bytes(Buffer.from(genuine.request.body), random), more),
});

function changedBytes(
  genuine: Genuine,
  about: string,
  body: Buffer | undefined,
  more: More = () => ({}),
): Changed | undefined {
  const { request } = genuine;
  if (!body || request.body.length < 2 || body.equals(request.body)) return undefined;
  const changed = withBody(request, body);
  return { about, request: changed, ...more(changed, genuine) };
}

/** The vendor signs another body of the request first. */
export const prepared = (
  kind: Kind,
  prepare: (text: string, random: Random) => string | undefined,
): Kind => ({
  ...kind,
  async change(genuine, random) {
    const text = prepare(textOfBody(genuine.request), random);
    if (text === undefined || !genuine.sign) return undefined;
    const signed = await genuine.sign({ body: Buffer.from(text) });
    return signed && textOfBody(signed) === text
      ? kind.change({ ...genuine, request: signed }, random)
      : undefined;
  },
});

export const lossy = (): Partial<Changed> => ({ isLossy: true });
