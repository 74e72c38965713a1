/** A sentence of the bridge in which code stands between back quotes. */
export function CodeText({ text }: { readonly text: string }) {
  return (
    <>{text.split("`").map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>
  );
}
