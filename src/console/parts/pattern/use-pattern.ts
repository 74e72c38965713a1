import { useEffect, useRef, useState } from "preact/hooks";
import { goTo, place, withQuery } from "../../shell/location.ts";

/** Time without a key before the address follows. */
const followMs = 300;

/**
 * The pattern that is edited. The address has it too, so that a link shows the same.
 * @param fallback of a page without one in its address
 */
export function usePattern(fallback: string): readonly [pattern: string, setPattern: (text: string) => void] {
  const given = place.value.query.get("pattern");
  const [edited, setEdited] = useState<string>();
  const told = useRef(given);
  // Back and forward change the address alone.
  if (given !== told.current) {
    told.current = given;
    if (edited !== undefined && given !== edited) setEdited(undefined);
  }
  useEffect(() => {
    if (edited === undefined || edited === place.peek().query.get("pattern")) return undefined;
    const timer = setTimeout(() => {
      told.current = edited;
      goTo(withQuery({ pattern: edited }), { replace: true });
    }, followMs);
    return () => clearTimeout(timer);
  }, [edited]);
  return [edited ?? given ?? fallback, setEdited];
}
