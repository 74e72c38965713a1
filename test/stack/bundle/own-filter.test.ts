import { expect, it } from "vitest";
import { ownFilter } from "../../../src/stack/bundle/own-filter.ts";

it("matches one module of the bridge, and none of the same name elsewhere", () => {
  const filter = ownFilter(
    new URL("file:///home/ann+bob/hook.bridge/src/config/own-providers/check-provider.ts"),
  );
  expect(filter.test("/home/ann+bob/hook.bridge/src/config/own-providers/check-provider.ts")).toBe(true);
  expect(filter.test("/home/ann+bob/my-hooks/src/config/own-providers/check-provider.ts")).toBe(false);
  expect(filter.test("/home/annbob/hook.bridge/src/config/own-providers/check-provider.ts")).toBe(false);
  expect(filter.test("/home/ann+bob/hook-bridge/src/config/own-providers/check-provider.ts")).toBe(false);
});

it("matches the modules that lie flat in a folder of the bridge", () => {
  const filter = ownFilter(new URL("file:///app/node_modules/hookbridge/src/providers/"));
  expect(filter.test("/app/node_modules/hookbridge/src/providers/acme-billing.js")).toBe(true);
  expect(filter.test("/app/node_modules/hookbridge/src/providers/acme-billing.ts")).toBe(true);
  expect(filter.test("/app/node_modules/hookbridge/src/providers/more/acme-billing.js")).toBe(false);
  expect(filter.test("/app/src/providers/acme-billing.ts")).toBe(false);
});
