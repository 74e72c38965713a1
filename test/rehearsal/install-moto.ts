/** Installs moto's server into a Python environment of its own; by itself: `node test/rehearsal/install-moto.ts`. */
import { installPythonProgram } from "./python-program.ts";

/** The server's program, installed if need be. @throws when Python 3 or its packages can't be had */
export const installMoto = (): string =>
  installPythonProgram("moto_server", { name: "moto", version: "5.2.5", requirement: "moto[server]" });

if (import.meta.main) installMoto();
