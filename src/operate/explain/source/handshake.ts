import { isMet } from "../../../core/condition.ts";
import type { Handshake } from "../../../core/handshake.ts";
import { readValue } from "../../../core/pointers.ts";
import type { ExplainContext } from "../engine/context.ts";
import { placeLabel } from "../signature/places.ts";

/** The mark of a handshake in a request. */
export interface HandshakeMark {
  readonly handshake: Handshake;
  /** The handshake's mark: `url_verification`, or the name of the place that shows it. */
  readonly mark: string;
  readonly where: string;
}

const hasToken = ({ token }: Handshake, { facts }: ExplainContext): boolean =>
  token !== undefined && readValue(facts, token.from) !== undefined;

/** The handshakes whose mark is in the request, whatever its method. One without a mark is known by its method only. */
export function handshakeMarks(context: ExplainContext): readonly HandshakeMark[] {
  const { provider, facts } = context;
  return (provider.handshakes ?? []).flatMap((handshake): readonly HandshakeMark[] => {
    const { when, equals, unless } = handshake;
    if (when === undefined || (unless !== undefined && readValue(facts, unless) !== undefined)) return [];
    if (!isMet(handshake, facts) && !hasToken(handshake, context)) return [];
    const mark = [equals ?? []].flat()[0] ?? placeLabel(when);
    return [{ handshake, mark, where: placeLabel(when) }];
  });
}
