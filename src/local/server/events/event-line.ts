import type { FeedEvent } from "../journal/event-index.ts";

/**
 * An event as one line of JSON. The envelope is spliced in as text, so that 64-bit integers keep their digits; a raw line break can only
 * be between JSON tokens, where a space means the same.
 */
export const eventLine = ({ bus, id, envelope }: FeedEvent, seq: number): string =>
  `{"cursor":"${seq}","bus":${JSON.stringify(bus)},"id":${JSON.stringify(id)},"event":${envelope}}`.replace(
    /[\r\n]+/g,
    " ",
  );
