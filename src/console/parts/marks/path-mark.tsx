import { type PathState, pathShapes } from "./path-shapes.ts";

export type { PathState } from "./path-shapes.ts";

const middle = 6;
const firstStation = 5;
const distance = 13;

function Station({ kind, x }: { readonly kind: string; readonly x: number }) {
  switch (kind) {
    case "f":
      return <circle class="f" cx={x} cy={middle} r={3} />;
    case "o":
      return <circle class="o" cx={x} cy={middle} r={3} />;
    case "x":
      return <path d={`M${x - 3.5} 2.5l7 7m0-7l-7 7`} stroke-width={2} />;
    case "b":
      return <path d={`M${x} 2v8`} stroke-width={2} />;
    case "e":
      return <path d={`M${x - 3.5} 4.2h7m-7 3.6h7`} stroke-width={1.8} />;
    default:
      return <circle class="z" cx={x} cy={middle} r={1} />;
  }
}

/** The mark. It is hidden from screen readers: the word beside it says what it shows. */
export function PathMark({ state }: { readonly state: PathState }) {
  return (
    <svg class="path" viewBox="0 0 48 12" aria-hidden="true">
      {Array.from(pathShapes[state], (kind, index) => {
        const x = firstStation + (distance * index) / 2;
        if (index % 2 === 0) return <Station key={index} kind={kind} x={x} />;
        const way = `M${x - 2.9} ${middle}h5.8`;
        return <path key={index} d={way} class={kind === "-" ? "way" : "way z"} />;
      })}
    </svg>
  );
}
