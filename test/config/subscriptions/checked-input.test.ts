import { expect, it } from "vitest";
import { checkedWith } from "./checked.ts";

const who = { who: "$.detail.subject" };

it.each(["$", "$.detail", "$.detail.data.items[0].id", "$.detail.data['a.b']", "$.resources[*]"])(
  "the path %s",
  (path) => expect(checkedWith({ input: path })?.input).toEqual({ path }),
);

it.each(["detail", "$.", "$detail", "$.detail.data[0", "$.detail.", `$.${"x".repeat(256)}`])(
  "the path %j is refused",
  (path) => {
    const input = { template: "<a>", paths: { a: path } };
    expect(() => checkedWith({ input: path })).toThrow(/as `input`/);
    expect(() => checkedWith({ input })).toThrow(/has the path a: .* in its input/);
  },
);

it.each([
  '"<who> at <aws.events.event.ingestion-time>"',
  '"<who>"\n"said \\"no\\" to <aws.events.rule-name>"',
  '{ "who": <who>, "all": <aws.events.event.json>, "text": "by <who>" }',
  "<who>",
])("the template %j", (template) => {
  const input = { template, paths: who };
  expect(checkedWith({ input })?.input).toEqual(input);
});

it.each([
  ["a name without a path", "<a>", /<a> in the template/, /a: "\$\.detail/],
  ["a misspelt name of EventBridge's", "<aws.events.evnt>", /<aws\.events\.evnt>/, /\.event\.json/],
  ["a text without quotation marks", "<who> is here", /no JSON/, /quotation marks/],
  ["an object that does not end", '{ "who": <who>', /no JSON/, /an object/],
  ["an object with a word", '{ "who": who }', /no JSON/, /<name>/],
  ["nothing", "", /no JSON/, /quotation marks/],
])("%s in a template is refused", (_what, template, message, remedy) => {
  expect(() => checkedWith({ input: { template, paths: who } })).toThrow(
    expect.objectContaining({
      code: "config-invalid",
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    }),
  );
});
