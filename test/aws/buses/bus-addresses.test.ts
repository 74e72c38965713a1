import { expect, it } from "vitest";
import { busAddresses } from "../../../src/aws/buses/bus-addresses.ts";

const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
const audit = "arn:aws-us-gov:events:us-gov-west-1:111122223333:event-bus/team/audit.v2";

it("a bus of the deployment has its prefix, an existing one its ARN and its region", () => {
  const { nameOf, regionOf } = busAddresses({
    busPrefix: "acme-prod-",
    busArns: `central=${central} the.audit_bus=${audit}`,
  });
  expect(["own", "central", "the.audit_bus"].map((bus) => [nameOf(bus), regionOf(bus)])).toEqual([
    ["acme-prod-own", undefined],
    [central, "eu-west-1"],
    [audit, "us-gov-west-1"],
  ]);
});

it.each(["constructor", "__proto__", ""])("the name %j finds nothing inherited", (bus) => {
  const { nameOf, regionOf } = busAddresses({ busPrefix: "p-", busArns: `central=${central}` });
  expect([nameOf(bus), regionOf(bus)]).toEqual([`p-${bus}`, undefined]);
});

it("without existing buses all have the prefix", () => {
  const { nameOf, regionOf } = busAddresses({ busPrefix: "p-", busArns: undefined });
  expect([nameOf("central"), regionOf("central")]).toEqual(["p-central", undefined]);
});
