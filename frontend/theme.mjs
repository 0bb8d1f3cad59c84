// Rebuilds frontend/theme/pulau.css from designsystemet.config.json. The result is committed, so only a change of colours needs this.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, "..", "node_modules", "@digdir", "designsystemet", "dist", "bin", "designsystemet.js");
const scratch = mkdtempSync(join(tmpdir(), "pulau-theme-"));
const run = (...args) => execFileSync(process.execPath, [cli, ...args], { cwd: scratch, stdio: ["ignore", "ignore", "inherit"] });

try {
  cpSync(join(here, "designsystemet.config.json"), join(scratch, "designsystemet.config.json"));
  run("tokens", "create");
  run("tokens", "build", "-t", "design-tokens", "-o", "theme");
  mkdirSync(join(here, "theme"), { recursive: true });
  cpSync(join(scratch, "theme", "pulau.css"), join(here, "theme", "pulau.css"));
  console.log("frontend/theme/pulau.css rebuilt");
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
