/** A part of a sentence. That of a page, `deliveries` or `requests`, is the id of one. */
export interface SentencePiece {
  readonly kind: "text" | "code" | "moment" | "deliveries" | "requests";
  readonly text: string;
}

const known = /(\b(?:dlv|req)_[\w-]*\w|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

function pieceKind(piece: string): SentencePiece["kind"] {
  if (piece.startsWith("dlv_")) return "deliveries";
  if (piece.startsWith("req_")) return "requests";
  return Number.isNaN(Date.parse(piece)) ? "text" : "moment";
}

const named = (text: string): readonly SentencePiece[] =>
  text
    .split(known)
    .map(
      (piece, index): SentencePiece => ({ kind: index % 2 === 1 ? pieceKind(piece) : "text", text: piece }),
    )
    .filter(({ text: piece }) => piece !== "");

/** A sentence of the bridge in its parts: code stands between back quotes, and stays as it is. */
export const sentencePieces = (sentence: string): readonly SentencePiece[] =>
  sentence
    .split("`")
    .flatMap((piece, index) => (index % 2 === 1 ? [{ kind: "code" as const, text: piece }] : named(piece)));
