/** A body as it may have been before something changed it. */
export interface BodyReading {
  readonly body: Uint8Array;
  /** What was undone, as the end of a sentence: `with its line ends as CRLF`. */
  readonly what: string;
  /** Where the body is of another type than the request says. */
  readonly contentType?: string;
}

/** The ways back from what something did to a body. Lazy: most are never made. */
export type UndoBody = (body: Uint8Array, contentType: string | undefined) => Iterable<BodyReading>;

/** A body of text. */
export const textBody = (text: string, what: string, contentType?: string): BodyReading => ({
  body: Buffer.from(text),
  what,
  ...(contentType !== undefined && { contentType }),
});

/** Latin-1, which holds any bytes as text. */
export const bytesAsText = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1");
