// Builds everything a browser needs into src/pulau/foundation/ui/static/pulau/ (not committed; the wheel carries it).
import { build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "pulau", "foundation", "ui", "static", "pulau");
const modules = join(here, "..", "node_modules");

/** One sprite of all icons; a page refers to `icons.svg#name` and colours it with currentColor. */
function sprite() {
  const folder = join(here, "icons");
  const symbols = readdirSync(folder).filter((name) => name.endsWith(".svg")).sort().map((name) => {
    const [, viewBox, body] = readFileSync(join(folder, name), "utf8").match(/viewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>/);
    return `<symbol id="${basename(name, ".svg")}" viewBox="${viewBox}">${body}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: { pulau: join(here, "pulau.css") },
  outdir: out, bundle: true, minify: true, legalComments: "none", logLevel: "warning",
  loader: { ".woff2": "file", ".svg": "file" }, assetNames: "[name]",
});
await build({
  entryPoints: { pulau: join(here, "js", "pulau.js") },
  outdir: out, bundle: true, minify: true, format: "iife", target: "es2020", logLevel: "warning",
});
// Only pages with a file field load this: it is twice as large as the script of all pages.
await build({
  entryPoints: { upload: join(here, "js", "upload.js") },
  outdir: out, bundle: true, minify: true, format: "esm", target: "es2020", logLevel: "warning",
});
// Only the checklist of a visit loads these: it works on a phone without a network.
await build({
  entryPoints: { field: join(here, "js", "field.js") },
  outdir: out, bundle: true, minify: true, format: "esm", target: "es2020", logLevel: "warning",
});
await build({
  entryPoints: { "field-worker": join(here, "js", "field-worker.js") },
  outdir: out, bundle: true, minify: true, format: "iife", target: "es2020", logLevel: "warning",
});
cpSync(join(here, "images"), out, { recursive: true });
cpSync(join(modules, "htmx.org", "dist", "htmx.min.js"), join(out, "htmx.js"));
cpSync(join(modules, "@fontsource-variable", "plus-jakarta-sans", "LICENSE"), join(out, "plus-jakarta-sans-LICENSE.txt"));
writeFileSync(join(out, "icons.svg"), sprite());
console.log(`built ${readdirSync(out).length} files`);
