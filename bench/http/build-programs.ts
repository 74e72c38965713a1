import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { whyNoShare } from "../load/cpu-share.ts";

/** A receiver that is no Node program. */
export interface Program {
  readonly name: "Go" | "Bento";
  readonly file: string;
  readonly args: readonly string[];
}

const peer = (path: string): string => fileURLToPath(new URL(`../peers/${path}`, import.meta.url));

const hasGo = (): boolean => {
  try {
    execFileSync("go", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

/** Builds a program beside its source, once. @returns its file @throws what Go's compiler says */
function build(folder: string, name: string): string {
  const file = peer(`${folder}/${name}`);
  if (existsSync(file)) return file;
  // In a copy, because the build completes go.mod and go.sum.
  const copy = mkdtempSync(join(tmpdir(), "hookbridge-go-"));
  try {
    cpSync(peer(folder), copy, { recursive: true });
    execFileSync("go", ["build", "-mod=mod", "-o", file, "."], {
      cwd: copy,
      stdio: ["ignore", "ignore", "inherit"],
    });
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  return file;
}

/** What is asked for: `true` builds Bento, which takes minutes and 100 MB; a text is a program that was built already. */
export type BentoWish = string | true | undefined;

/**
 * The receivers in Go: one written by hand, where Go is installed or was when it was built, and Bento (github.com/warpstreamlabs/bento), a
 * stream processor that does the same work by its configuration, where it is asked for or built.
 */
export function goPrograms(bento: BentoWish, progress: (what: string) => void): readonly Program[] {
  if (whyNoShare() !== undefined) return [];
  const canBuild = hasGo();
  const programs: Program[] = [];
  if (canBuild || existsSync(peer("go/receiver"))) {
    progress("the receiver in Go, which is built once");
    programs.push({ name: "Go", file: build("go", "receiver"), args: [] });
  }
  const args = ["-c", peer("bento/bento.yaml")];
  if (typeof bento === "string") programs.push({ name: "Bento", file: resolve(bento), args });
  else if (existsSync(peer("bento/bento")) || (bento && canBuild)) {
    progress("Bento, which is built once (some minutes)");
    programs.push({ name: "Bento", file: build("bento", "bento"), args });
  } else if (bento)
    throw new Error(
      "Bento is built with Go, which is not on this machine: give a program, --bento <program>.",
    );
  return programs;
}
