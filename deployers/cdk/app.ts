import { App } from "aws-cdk-lib";
import { HookbridgeStack } from "./hookbridge-stack.ts";

const app = new App();
new HookbridgeStack(app, ".hookbridge/package/hookbridge-prod", {
  env: { account: "111122223333", region: "eu-west-1" },
});
