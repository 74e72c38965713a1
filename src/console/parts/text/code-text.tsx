import { Link } from "../controls/link.tsx";
import { Moment } from "./moment.tsx";
import { sentencePieces } from "./sentence-pieces.ts";

/** A sentence of the bridge: code stands between back quotes, ids lead to their pages, and moments are in the viewer's zone. */
export function CodeText({ text }: { readonly text: string }) {
  return (
    <>
      {sentencePieces(text).map(({ kind, text: piece }, index) => {
        if (kind === "code") return <code key={index}>{piece}</code>;
        if (kind === "moment") return <Moment key={index} at={piece} full />;
        if (kind === "text") return piece;
        return (
          <Link key={index} class="mono" href={`/${kind}/${piece}`}>
            {piece}
          </Link>
        );
      })}
    </>
  );
}
