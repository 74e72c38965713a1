import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectFiles } from "../../../src/cli/init/project-files.ts";
import { regionOfService } from "../../../src/cli/program/stage-region.ts";
import { projectFolder } from "../support/run-hookbridge.ts";

const service = (setting: string): string =>
  `service: hooks\n# region: us-west-1\nprovider:\n  # of AWS\n  name: aws\n\n  region: ${setting}\n  stage: dev\ncustom:\n  region: us-west-2\n`;

describe("the region that a deployment from a folder goes to", () => {
  it.each([
    ["eu-west-1", {}, "eu-west-1"],
    ["'eu-west-1' # ours", {}, "eu-west-1"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: osls's own variables
    ["${opt:region, 'eu-west-1'}", { AWS_REGION: "us-east-2" }, "eu-west-1"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: osls's own variables
    ['${opt:region, env:AWS_REGION, env:AWS_DEFAULT_REGION, "us-east-1"}', {}, "us-east-1"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: osls's own variables
    ["${opt:region, env:AWS_REGION, 'us-east-1'}", { AWS_REGION: "eu-north-1" }, "eu-north-1"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: osls's own variables
    ["${file(regions.yml):${sls:stage}}", { AWS_REGION: "eu-north-1" }, undefined],
    ["!Ref Region", {}, undefined],
  ])("%s with %o is %s", (setting, variables, region) => {
    expect(regionOfService(service(setting), variables)).toBe(region);
  });

  it("is that of the clone's own serverless.yml, and of a new project's", () => {
    const own = readFileSync(join(projectFolder, "serverless.yml"), "utf8");
    expect(regionOfService(own, { AWS_DEFAULT_REGION: "ap-south-1" })).toBe("ap-south-1");
    expect(regionOfService(own, {})).toBe("us-east-1");
    const made = projectFiles({ name: "my-hooks", folder: ".", providers: [], region: "eu-west-3" }, "1.0.0");
    expect(regionOfService(made["serverless.yml"] ?? "", { AWS_REGION: "us-east-1" })).toBe("eu-west-3");
  });

  it("is nobody's where nothing is said of it", () => {
    expect(regionOfService("service: hooks\nprovider:\n  name: aws\n", {})).toBeUndefined();
    expect(regionOfService("service: hooks\ncustom:\n  region: eu-west-1\n", {})).toBeUndefined();
  });
});
