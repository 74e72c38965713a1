import { expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";

const { run } = besideBridge();

it("shows state, secret, last delivery and last refusal of each source, and the next command", async () => {
  const { code, out, err } = await run("sources");
  expect(code).toBe(0);
  const [head, ...rows] = out.trimEnd().split("\n");
  expect(head).toMatch(/^SOURCE +STATE +BUS +SECRET +LAST DELIVERY +LAST REFUSAL +URL$/);
  expect(rows[0]).toMatch(
    /^acme-github +receiving +engineering +2 set +\d+ (h|d) ago +none +http:.*\/hooks\/acme-github$/,
  );
  expect(rows[1]).toMatch(
    /^billing +refused +\(by event\) +set .*signature-mismatch \d+ (h|d) ago \(req_39\)/,
  );
  expect(rows[2]).toMatch(/^idle +no-secret +engineering +missing +none +none/);
  expect(err).toBe("Why it was refused: npx hookbridge explain req_39\n");
});

it("aligns its columns, and has no colours without a terminal", async () => {
  for (const env of [{ NO_COLOR: "1" }, { FORCE_COLOR: "1", NO_COLOR: "" }]) {
    const { out } = await run("sources", { env });
    const places = out
      .split("\n")
      .slice(0, 4)
      .map((line) => line.search(/URL$|http:/));
    expect(new Set(places).size).toBe(1);
    expect(out).not.toContain("\u001b");
  }
});

it("prints one source with the steps at its vendor", async () => {
  const { code, out, err } = await run("sources billing");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^billing: BILLING\n {2}state +refused\n/);
  expect(out).toMatch(/reason +signature-mismatch\n {2}found +no secret of 1 matches\n {2}next +Compare/);
  expect(out).toMatch(/In the console of BILLING\n {2}1\. Open the settings\.\n$/);
});

it("prints JSON alone with --json", async () => {
  const all: unknown = JSON.parse((await run("sources --json")).out);
  expect(all).toMatchObject([
    { name: "acme-github", secrets: 2, condition: "receiving", lastAccepted: { id: "dlv_38" } },
    { name: "billing", lastRefused: { id: "req_39", reason: "signature-mismatch" } },
    { name: "idle", secrets: 0 },
  ]);
  const one = await run("sources billing --json");
  expect(JSON.parse(one.out)).toMatchObject({
    name: "billing",
    steps: ["Open the settings."],
    samples: [{ name: "push", event: "push" }],
  });
  expect(one.err).toBe("");
});

it("names the nearest source of one that is not there", async () => {
  const { code, out, err } = await run("sources bilin");
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe('error: There is no source "bilin".\n  next:  Did you mean billing?\n');
  expect(await run("send bilin")).toEqual({ code, out, err });
});
