import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import {
  bodyFileName,
  curlCommand,
  httpFile,
  quotedWord,
} from "../../../../../src/console/screens/request/words/as-command.ts";
import { readRawRequest } from "../../../../../src/operate/explain/engine/raw-request.ts";
import type { KeptRequest } from "../../../../../src/operate/requests.ts";

const kept: KeptRequest = {
  method: "POST",
  url: "/hooks/acme?x=1",
  headers: [
    ["Host", "127.0.0.1"],
    ["content-length", "99"],
    ["x-note", "it's"],
  ],
  body: `{"a":"it's $HOME \`id\`"}`,
  encoding: "utf8",
};

it("a shell gives every word back as it was", () => {
  for (const text of [kept.body, "a\nb", "$(id)", "'", "\\'"])
    expect(execFileSync("sh", ["-c", `printf %s ${quotedWord(text)}`], { encoding: "utf8" })).toBe(text);
});

it("curl gets the headers of the request, without those of the connection", () => {
  const command = curlCommand(kept, "http://127.0.0.1:3000/");
  expect(command.split(" \\\n  ")).toEqual([
    "curl -X POST 'http://127.0.0.1:3000/hooks/acme?x=1'",
    "-H 'x-note: it'\\''s'",
    `--data-binary ${quotedWord(kept.body)}`,
  ]);
  expect(curlCommand({ ...kept, body: "/w==", encoding: "base64" }, "http://h")).toMatch(
    /^base64 -d <<< '\/w==' \|\ncurl .*--data-binary @-$/s,
  );
});

it("the file is what explain reads, byte for byte", () => {
  for (const one of [kept, { ...kept, body: "/wA=", encoding: "base64" as const }]) {
    const raw = readRawRequest(Buffer.from(httpFile(one)));
    expect(raw).toMatchObject({ method: "POST", target: "/hooks/acme?x=1" });
    expect(Buffer.from(raw?.body ?? []).toString(one.encoding)).toBe(one.body);
  }
});

it("names a file after the event", () => {
  expect(bodyFileName("Invoice.Paid", "utf8")).toBe("invoice-paid.json");
  expect(bodyFileName("///", "base64")).toBe("body.bin");
});
