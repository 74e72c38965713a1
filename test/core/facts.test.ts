import { expect, it } from "vitest";
import { factsOf, formFields } from "../../src/core/facts.ts";
import { requestOf } from "../support/judged.ts";

const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };

it("reads JSON as JSON under the content type of a form, and with form fields in it", () => {
  const body = '{"text":"x&payload=%7B%22id%22%3A2%7D&id=3","id":1}';
  for (const text of [body, ` \r\n\t${body}`, `[${body}]`]) {
    const request = requestOf({ headers: form, body: text });
    const facts = factsOf(request, "form:payload");
    expect(facts.document?.value).toEqual(JSON.parse(text));
    expect(facts.form("id")).toBeUndefined();
    expect(formFields(request)).toBeUndefined();
  }
});

it("reads a form as a form and not as JSON", () => {
  const request = requestOf({ headers: form, body: "a[b]=1&a=%7B%7D" });
  expect(formFields(request)).toEqual([
    ["a[b]", "1"],
    ["a", "{}"],
  ]);
  expect(factsOf(request).document).toBeUndefined();
  expect(factsOf(requestOf({ headers: form, body: "7" })).document).toBeUndefined();
  expect(factsOf(request, "form:a").document?.value).toEqual({});
});
