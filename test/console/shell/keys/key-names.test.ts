import { expect, it } from "vitest";
import { isSingleKey, keyMeaning, keyName } from "../../../../src/console/shell/keys/key-names.ts";

const press = (
  key: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {},
) => keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

it("names keys as the page registers them", () => {
  expect(press("j")).toBe("j");
  expect(press("X", { shiftKey: true })).toBe("Shift x");
  // With caps lock on, letters are capitals without Shift.
  expect(press("J")).toBe("j");
  expect(press("?", { shiftKey: true })).toBe("?");
  expect(press("ArrowDown", { shiftKey: true })).toBe("Shift ArrowDown");
  expect(press("k", { ctrlKey: true })).toBe("Ctrl k");
  expect(press("k", { metaKey: true })).toBe("Ctrl k");
});

it("leaves to the browser and the system what is theirs", () => {
  expect(press("d", { altKey: true })).toBeUndefined();
  expect(press("I", { ctrlKey: true, shiftKey: true })).toBeUndefined();
  expect(press("Shift", { shiftKey: true })).toBeUndefined();
  expect(press("Dead")).toBeUndefined();
});

it("single keys are those of one character: what can be switched off", () => {
  expect(["j", "?", "[", "Shift x"].map(isSingleKey)).toEqual([true, true, true, true]);
  expect(["Ctrl k", "Escape", "Enter", "ArrowDown"].map(isSingleKey)).toEqual([false, false, false, false]);
});

it("a pair goes before its second key alone", () => {
  const known = ["g o", "g s", "o", "j"];
  expect(keyMeaning("g", undefined, known)).toEqual({ kind: "wait", first: "g" });
  expect(keyMeaning("o", "g", known)).toEqual({ kind: "run", name: "g o" });
  expect(keyMeaning("o", undefined, known)).toEqual({ kind: "run", name: "o" });
  expect(keyMeaning("x", "g", known)).toEqual({ kind: "nothing" });
  expect(keyMeaning("j", "g", known)).toEqual({ kind: "run", name: "j" });
});

it("arrows do what j and k do, unless somebody has registered them", () => {
  expect(keyMeaning("ArrowDown", undefined, ["j", "k"])).toEqual({ kind: "run", name: "j" });
  expect(keyMeaning("Shift ArrowUp", undefined, ["Shift k"])).toEqual({ kind: "run", name: "Shift k" });
  expect(keyMeaning("ArrowDown", undefined, ["j", "ArrowDown"])).toEqual({ kind: "run", name: "ArrowDown" });
  expect(keyMeaning("ArrowDown", undefined, ["x"])).toEqual({ kind: "nothing" });
});

it("Ctrl and Shift begin no pair", () => {
  expect(keyMeaning("Ctrl", undefined, ["Ctrl k"])).toEqual({ kind: "nothing" });
  expect(keyMeaning("Shift", undefined, ["Shift x"])).toEqual({ kind: "nothing" });
});
