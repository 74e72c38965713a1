import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Page } from "../../../browser/packages.ts";
import { atEnd } from "../../support/browser/at-end.ts";
import { browserPages } from "../../support/browser/browser-pages.ts";
import { fakeConsole } from "../../support/browser/fake-console.ts";
import { hostileText, hostileUrl, poison } from "../../support/browser/hostile-bridge.ts";
import { localConsole } from "../../support/browser/local-console.ts";
import { screens, seedConsole, settled, stageScreens } from "../../support/browser/screens.ts";

const { open } = browserPages();

/** What has come of the hostile text: it must be text, and nothing else. */
const harmIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    if ("pwned" in window) found.push("a script has run");
    for (const element of Array.from(document.querySelectorAll("#app *"))) {
      if (/^(?:img|script|iframe|object|embed|base|form)$/i.test(element.tagName))
        found.push(element.outerHTML);
      for (const { name, value } of Array.from(element.attributes)) {
        const isUrl = ["href", "src", "action", "formaction", "xlink:href"].includes(name);
        if (name.startsWith("on") || (isUrl && /^\s*(?:javascript|data|vbscript):/i.test(value)))
          found.push(`${name}="${value}"`);
      }
    }
    return found;
  });

it.each([1280, 390])("shows hostile text as text on every screen, at %d", async (width) => {
  const { url, fake } = await fakeConsole(12);
  poison(fake.bridge);
  const page = await open(url, { width });
  let shown = 0;
  const pushed: string[] = [];
  for (const { name, path } of stageScreens) {
    await page.goto(`${url}${path({ delivery: "", refused: "", event: "" })}`);
    await settled(page);
    expect([name, await harmIn(page)]).toEqual([name, []]);
    // One long word in a name, as a stranger may send it, doesn't push the page sideways.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) pushed.push(`${name} ${wide}`);
    if ((await page.getByRole("main").innerText()).includes("<script>window.pwned=1</script>")) shown++;
  }
  expect(pushed).toEqual([]);
  // It did come to the screens.
  expect(shown).toBeGreaterThan(4);
});

it("shows a hostile payload of a real delivery as text, in all of its forms", async () => {
  const local = await localConsole();
  const id = await local.deliver("acme-github", {
    event: "issues.opened",
    set: {
      "/issue/title": JSON.stringify(hostileText),
      "/issue/html_url": JSON.stringify(hostileUrl),
      "/repository/html_url": JSON.stringify("</script><script>window.pwned=1</script>"),
    },
  });
  await expect.poll(async () => (await local.bridge.request(id))?.events?.length).toBe(1);
  const event = (await local.bridge.request(id))?.events?.[0]?.id ?? "";
  const page = await open(`${local.url}/deliveries/${id}`);
  for (const path of [`/deliveries/${id}`, `/events/${event}`, "/stream?text=onerror"]) {
    await page.goto(`${local.url}${path}`);
    await settled(page);
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      expect([path, await harmIn(page)]).toEqual([path, []]);
    }
    expect([path, await harmIn(page)]).toEqual([path, []]);
  }
});

it("gets no secret, no whole signature and no computed one, on any screen", async () => {
  const local = await localConsole();
  const ids = await seedConsole(local);
  const secrets: Readonly<Record<string, readonly string[]>> = JSON.parse(
    readFileSync(join(local.directory, "data/secrets.json"), "utf8"),
  );
  const body = '{"action":"opened","issue":{"number":1}}';
  const signature = createHmac("sha256", secrets["acme-github"]?.[0] ?? "")
    .update(body)
    .digest("hex");
  const headers = { "content-type": "application/json", "x-github-event": "issues" };
  const send = (digest: string): Promise<Response> =>
    fetch(`${local.url}/hooks/acme-github`, {
      method: "POST",
      headers: { ...headers, "x-hub-signature-256": `sha256=${digest}`, "x-github-delivery": "d-1" },
      body,
    });
  const delivery = (await send(signature)).headers.get("x-hookbridge-delivery") ?? "";
  const refused = await local.refuse("acme-github", body);
  const answers: Promise<readonly [string, string]>[] = [];
  // Of the delivery that is not there.
  const page = await open(local.url, { expected: [/404 \(Not Found\).*dlv_none$/] });
  const { token }: { readonly token: string } = JSON.parse(
    readFileSync(join(local.directory, "data/running.json"), "utf8"),
  );
  page.on("response", (response) => {
    if (response.url().endsWith("/api/stream") || response.url().includes("/api/stream?")) return;
    answers.push(
      response.text().then(
        (text) => [response.url(), text] as const,
        () => [response.url(), ""] as const,
      ),
    );
  });
  const paths = [...screens.map(({ path }) => path(ids)), `/deliveries/${delivery}`, `/requests/${refused}`];
  for (const path of paths) {
    await page.goto(`${local.url}${path}`);
    await settled(page);
  }
  const all = await Promise.all(answers);
  expect(all.length).toBeGreaterThan(paths.length);
  const hidden = [...Object.values(secrets).flat(), signature, signature.slice(0, 12), "0".repeat(64)];
  for (const [url, text] of all) {
    expect([url, hidden.filter((one) => text.includes(one))]).toEqual([url, []]);
    if (new URL(url).pathname.startsWith("/api/") || /console\.\w+\.(js|css)$/.test(url))
      expect([url, text.includes(token)]).toEqual([url, false]);
  }
});

it("is drawn in no frame, and read by no page of another origin, not even of this machine", async () => {
  const { url, fake, token } = await fakeConsole(1);
  const server = createServer((_, response) =>
    response.setHeader("content-type", "text/html").end(`<!doctype html><iframe src="${url}/"></iframe>`),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  atEnd(async () => void server.close());
  const { port } = server.address() as AddressInfo;
  // What the browser says of the calls that fail is what is meant to happen.
  const page = await open(`http://127.0.0.1:${port}`, { expected: [/./] });
  const outcomes = await page.evaluate(
    ([victim = "", known = ""]) => {
      const read = (path: string, how: RequestInit): Promise<string> =>
        fetch(`${victim}${path}`, how).then(
          (answer) => `${answer.type} ${answer.status}`,
          () => "refused",
        );
      const post: RequestInit = { method: "POST", mode: "no-cors", body: '{"filter":{}}' };
      return Promise.all([
        read("/", {}),
        read("/api/place", {}),
        read("/", { mode: "no-cors" }),
        read("/api/dead-letters/discard", post),
        read("/api/dead-letters/discard", {
          ...post,
          mode: "cors",
          headers: { authorization: `Bearer ${known}` },
        }),
      ]);
    },
    [url, token],
  );
  expect(outcomes).toEqual(["refused", "refused", "refused", "refused", "refused"]);
  expect(fake.changes).toEqual([]);
  const [, frame] = page.frames();
  expect(await frame?.locator("#app").count()).toBe(0);
});
