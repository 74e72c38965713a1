// A process of its own with the embedded servers, so that their work is not counted as the handlers'. Ends with its parent.
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { cloudVariables, makeClients } from "../../src/local/aws/clients.ts";
import { startLocalAws } from "../../src/local/aws/start-local-aws.ts";
import { provision } from "../../src/local/server/workspace/provision.ts";

const [, , directory = "", secret = ""] = process.argv;
const region = "us-east-1";
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const servers = await startLocalAws(directory, region, Date.now);
const cloud = { endpoints: servers.endpoints, region, embedded: true, credentials };
const clients = makeClients(cloud);
const resources = await provision(clients, cloud, { buses: new Map([["main", 0]]), ordered: false });
await clients.ssm.send(
  new PutParameterCommand({
    Name: `${resources.parameterPrefix}/github`,
    Value: JSON.stringify([secret]),
    Type: "SecureString",
  }),
);
process.on("disconnect", () => process.exit(0));
process.send?.({ resources, variables: cloudVariables(cloud) });
