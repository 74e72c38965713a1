/** Light, dark, or as the system has it. */
import { effect, signal } from "@preact/signals";
import { keepText, keptText } from "./kept.ts";

/** What may be chosen. */
export const themes = ["system", "light", "dark"] as const;

/** One of `themes`. */
export type Theme = (typeof themes)[number];

const isTheme = (text: string | undefined): text is Theme => themes.some((theme) => theme === text);

const keptTheme = keptText("theme");

/** The theme that is chosen. */
export const theme = signal<Theme>(isTheme(keptTheme) ? keptTheme : "system");

effect(() => {
  const { dataset } = document.documentElement;
  if (theme.value === "system") delete dataset.theme;
  else dataset.theme = theme.value;
});

/** Chooses a theme, for this browser. */
export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  keepText("theme", chosen === "system" ? undefined : chosen);
}
