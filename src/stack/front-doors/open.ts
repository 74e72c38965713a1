import type { FrontDoor } from "../../config/deployment-options.ts";
import type { Deployment } from "../deployment.ts";
import { bufferFirst } from "./buffer-first.ts";
import type { Door, FrontDoorOf } from "./front-door.ts";
import { functionUrl } from "./function-url.ts";
import { httpApi } from "./http-api.ts";
import { loadBalancer } from "./load-balancer.ts";
import { restApi } from "./rest-api.ts";

type Builders = {
  readonly [Kind in FrontDoor["kind"]]: (deployment: Deployment, options: FrontDoorOf<Kind>) => Door;
};

const builders: Builders = {
  "http-api": httpApi,
  "function-url": functionUrl,
  "load-balancer": loadBalancer,
  "rest-api": restApi,
  "buffer-first": bufferFirst,
};

/** The front door that the configuration chooses, by the name that it has there; an HTTP API by default. */
export function openDoor<Kind extends FrontDoor["kind"]>(deployment: Deployment): Door {
  const options = (deployment.options.frontDoor ?? { kind: "http-api" }) as FrontDoorOf<Kind>;
  const door = builders[options.kind as Kind](deployment, options);
  return options.publicUrl === undefined ? door : { ...door, publicUrl: options.publicUrl };
}
