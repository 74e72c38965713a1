/** New ids and times in the form of recorded ones, so that a vendor's SDK or a consumer reads them as before. */

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const isoForm =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})([T ])([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?( ?(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2}))?$/;
const mailForm = /^(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} (GMT|UTC|[+-][0-9]{4})$/;
const unixForm = /^1[0-9]{9}(?:[0-9]{3}|[0-9]{6}|[0-9]{9})?(?:\.[0-9]+)?$/;
const dayForm = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Letters and decimals that a new id must have of its own: 36 to the power of it are enough for a person's samples. */
const mostReplaced = 24;
const leastReplaced = 8;

const anyLetter = (letters: string): string =>
  letters.charAt((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % letters.length);

const decimals = "0123456789";
const hexLetters = "0123456789abcdef";
const lower = "abcdefghijklmnopqrstuvwxyz";

const randomDigits = (count: number): string =>
  anyLetter(decimals.slice(1)) + Array.from({ length: count - 1 }, () => anyLetter(decimals)).join("");

/** Milliseconds of a zone: `+02:00`, `-0500`; 0 for UTC and none. */
function zoneMs(zone = ""): number {
  const [, sign, hours, minutes] = /([+-])([0-9]{2}):?([0-9]{2})$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** A text in the zone and precision of another. */
function likeIso([, , between = "T", , fraction = "", zone = ""]: RegExpExecArray, now: number): string {
  const shown = new Date(now + zoneMs(zone)).toISOString();
  const part =
    fraction === ""
      ? ""
      : `.${shown
          .slice(20, 23)
          .padEnd(fraction.length - 1, "0")
          .slice(0, fraction.length - 1)}`;
  return `${shown.slice(0, 10)}${between}${shown.slice(11, 19)}${part}${zone}`;
}

function likeUnix(text: string, now: number): string {
  const [whole = "", fraction] = text.split(".");
  const value = whole.length === 10 ? String(Math.floor(now / 1_000)) : String(now).padEnd(whole.length, "0");
  return fraction === undefined
    ? value
    : `${value}.${String(now % 1_000)
        .padStart(3, "0")
        .padEnd(fraction.length, "0")
        .slice(0, fraction.length)}`;
}

/** The time now in the form of a recorded one; undefined for a text that is no time. */
export function freshTime(text: string, now: number): string | undefined {
  if (unixForm.test(text)) return likeUnix(text, now);
  if (dayForm.test(text)) return new Date(now).toISOString().slice(0, 10);
  const iso = isoForm.exec(text);
  if (iso) return likeIso(iso, now);
  const mail = mailForm.exec(text);
  if (!mail) return undefined;
  const [, zone = "GMT"] = mail;
  const shown = new Date(now + zoneMs(zone)).toUTCString().replace(/GMT$/, zone);
  return /^[A-Z][a-z]{2},/.test(text) ? shown : shown.slice(5);
}

/** True for a text that tells one thing from another, and no word: it has a digit, or is long and mixed. */
export const isIdLike = (text: string): boolean =>
  /[0-9]/.test(text) || (text.length >= 16 && /[a-z]/.test(text) && /[A-Z]/.test(text) && !/[ .]/.test(text));

/** Each letter and digit by another of its kind, from the end; what separates them stays. */
function scrambled(text: string): string {
  const isHex = /^[0-9a-f]+$/i.test(text);
  let left = mostReplaced;
  const letters = [...text].reverse().map((letter) => {
    if (left <= 0 || !/[0-9A-Za-z]/.test(letter)) return letter;
    left--;
    if (isHex)
      return letter === letter.toLowerCase() ? anyLetter(hexLetters) : anyLetter(hexLetters).toUpperCase();
    if (/[0-9]/.test(letter)) return anyLetter(decimals);
    return /[a-z]/.test(letter) ? anyLetter(lower) : anyLetter(lower).toUpperCase();
  });
  return letters.reverse().join("");
}

/** A new id in the form of a recorded one: a UUID for a UUID, decimals for decimals, `evt_…` for `evt_…`. */
export function freshId(text: string): string {
  if (uuidForm.test(text))
    return text === text.toUpperCase() ? crypto.randomUUID().toUpperCase() : crypto.randomUUID();
  // Beyond 15 decimals a receiver that parses numbers would round it.
  if (/^[0-9]+$/.test(text)) return randomDigits(text.length > 15 ? text.length : Math.max(text.length, 10));
  const [, before = "", own = text] = /^(.*[/:_])([^/:_]+)$/s.exec(text) ?? [];
  const changeable = own.replaceAll(/[^0-9A-Za-z]/g, "").length;
  if (changeable >= leastReplaced) return before + scrambled(own);
  return `${before}${own}-${Array.from({ length: leastReplaced }, () => anyLetter(hexLetters)).join("")}`;
}
