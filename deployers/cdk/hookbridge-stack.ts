import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Stack, type StackProps } from "aws-cdk-lib";
import { CfnFunction } from "aws-cdk-lib/aws-lambda";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import type { Construct } from "constructs";

/** What `npm run package` writes beside the template. */
interface PackagedStack {
  readonly stackName: string;
  readonly tags: Record<string, string>;
  readonly artifacts: Record<string, string>;
}

/** A packaged bridge as a stack of a CDK app. CDK uploads the code, and replaces the template's parameters. */
export class HookbridgeStack extends Stack {
  /** The template: `bridge.getResource("DeliveryQueue")`. */
  readonly bridge: CfnInclude;

  /** @param folder the packaged stack: `.hookbridge/package/<stack>` */
  constructor(scope: Construct, folder: string, props: StackProps = {}) {
    const { stackName, tags, artifacts }: PackagedStack = JSON.parse(
      readFileSync(join(folder, "stack.json"), "utf8"),
    );
    super(scope, stackName, { ...props, stackName, tags: { ...tags, ...props.tags } });
    this.bridge = new CfnInclude(this, "Bridge", {
      templateFile: join(folder, "template.json"),
      parameters: { ArtifactBucket: "", ArtifactPrefix: "" },
    });
    for (const [id, file] of Object.entries(artifacts)) {
      const { s3BucketName, s3ObjectKey } = new Asset(this, `${id}Code`, { path: join(folder, file) });
      const resource = this.bridge.getResource(id);
      if (!(resource instanceof CfnFunction)) throw new Error(`${id} is no function.`);
      resource.code = { s3Bucket: s3BucketName, s3Key: s3ObjectKey };
    }
  }
}
