// Builds everything a browser needs into src/pulau/foundation/ui/static/pulau/ (not committed; the wheel carries it).
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

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

/** One page with everything inside: it works from a folder, without a network. The view puts the policy in. */
async function offlinePage() {
  const [script, style] = await Promise.all([
    inlined({ entryPoints: [join(here, "js", "offline.js")], format: "iife", target: "es2022" }),
    inlined({ entryPoints: [join(here, "css", "offline.css")], loader: { ".woff2": "dataurl" } }),
  ]);
  const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const csp = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; font-src data:; `
    + "img-src data: blob:; media-src blob: mediastream:; base-uri 'none'; form-action 'none'";
  const page = readFileSync(join(here, "offline.html"), "utf8")
    .replace("<!--CSP-->", () => csp).replace("<!--STYLE-->", () => style).replace("<!--SCRIPT-->", () => script);
  writeFileSync(join(out, "periksa-luring.html"), page);
}

/** What a bundle says, as it can stand inside an element. */
async function inlined(options) {
  const made = await build({ bundle: true, minify: true, write: false, legalComments: "none", logLevel: "warning", ...options });
  const [{ text }] = made.outputFiles;
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error("a bundle that would end its own element");
  return text;
}

/** Packed copies beside what is worth packing: the server gives a browser the one it takes. */
function pack(name) {
  const content = readFileSync(join(out, name));
  if (!/\.(css|js|svg)$/.test(name) || content.length < 1024) return;
  writeFileSync(join(out, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(content));
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await build({
  entryPoints: { pulau: join(here, "pulau.css") },
  outdir: out, bundle: true, minify: true, legalComments: "none", logLevel: "warning",
  loader: { ".woff2": "file", ".svg": "dataurl" }, assetNames: "[name]",
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
// Only /periksa loads this, when somebody gives a proof: it checks in the page what the public log proves.
await build({
  entryPoints: { proofs: join(here, "js", "proofs.js") },
  outdir: out, bundle: true, minify: true, format: "esm", target: "es2022", logLevel: "warning",
});
await offlinePage();
// The contours lie inside the style.
cpSync(join(here, "images"), out, { recursive: true, filter: (file) => basename(file) !== "contours.svg" });
cpSync(join(modules, "htmx.org", "dist", "htmx.min.js"), join(out, "htmx.js"));
cpSync(join(modules, "@fontsource-variable", "plus-jakarta-sans", "LICENSE"), join(out, "plus-jakarta-sans-LICENSE.txt"));
writeFileSync(join(out, "icons.svg"), sprite());
readdirSync(out).forEach(pack);
console.log(`built ${readdirSync(out).length} files`);
