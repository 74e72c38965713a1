import { expect, it } from "vitest";
import { catalogueText } from "../../../src/cli/gen/catalogue.ts";
import { acme } from "../../support/fakes.ts";

it("shows a placeholder in angle brackets, which Markdown would take for a tag", () => {
  const setup = {
    where: "POST https://acme.example/<account>/hooks",
    secret: "identifier",
    note: "`<id>:<key>`",
  } as const;
  const text = catalogueText([{ ...acme, setup }], () => undefined);
  expect(text).toContain("- **where**: POST https://acme.example/&lt;account>/hooks\n");
  expect(text).toContain("your account. `<id>:<key>`\n");
});
