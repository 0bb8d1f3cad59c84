// Write src/pulau/exchange/regions/official.csv anew from the npm package idn-area-data: `node tools/regions.mjs`, by hand.
//
// Code and name of each province and each regency or city, in the order of their codes. What changed is for a person to
// read in the diff before it is committed; a region that went away must stay known as long as agencies name it.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const data = join(root, "node_modules/idn-area-data/data");
const rows = (name) => {
  const [head, ...lines] = readFileSync(join(data, name), "utf8").trim().split(/\r?\n/);
  const columns = head.split(",");
  return lines.map((line) => {
    if (line.includes('"') || line.split(",").length !== columns.length) throw new Error(`${name}: ${line}`);
    return Object.fromEntries(line.split(",").map((value, number) => [columns[number], value.trim()]));
  });
};
const all = [...rows("provinces.csv"), ...rows("regencies.csv")];
const odd = all.filter(({ code, name }) => !/^\d\d(\.\d\d)?$/.test(code) || !name);
if (odd.length) throw new Error(`not a region: ${JSON.stringify(odd)}`);
all.sort((one, other) => (one.code < other.code ? -1 : 1));
const text = ["code,name", ...all.map(({ code, name }) => `${code},${name}`), ""].join("\n");
writeFileSync(join(root, "src/pulau/exchange/regions/official.csv"), text);
console.log(`${all.length} regions`);
