/** What journeys use of the packages in this folder, so that tests need no path into it. */
export { default as axe } from "axe-core";
export { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
