/** The lines of a body of UTF-8 text, as they come. The last one needs no line break. */
export async function* textLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // A line of a megabyte comes in many parts: they are joined once, when its end is there.
  let parts: string[] = [];
  for await (const bytes of body) {
    const [first = "", ...more] = decoder.decode(bytes, { stream: true }).split("\n");
    parts.push(first);
    for (const next of more) {
      yield parts.join("");
      parts = [next];
    }
  }
  const last = parts.join("");
  if (last !== "") yield last;
}
