import { place } from "./location.ts";

/** The page. */
export function App() {
  return (
    <main>
      <h1>Hookbridge</h1>
      <p>{place.value.path}</p>
    </main>
  );
}
