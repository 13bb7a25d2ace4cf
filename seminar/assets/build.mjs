// Bundles the scripts and styles of the pages into ../web/static, each also compressed, with the licences of what came along.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "web", "static");
const pages = [
  "ts/phone.ts", "ts/takehome.ts", "ts/card.ts", "ts/screen.ts", "ts/host.ts", "ts/preview.ts",
  "css/phone.css", "css/takehome.css", "css/screen.css", "css/host.css", "css/page.css", "css/preview.css",
];

const { metafile, outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: pages.filter((page) => existsSync(join(here, page))),
  outdir: out,
  entryNames: "[name]",
  assetNames: "[name]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2017", "chrome64", "firefox60", "safari12"],
  supported: { destructuring: true }, // these browsers have it; the table only knows of odd corners that we do not touch
  loader: { ".woff2": "file" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  write: false,
});

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const file of outputFiles) writeFileSync(file.path, file.contents);

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
);
const licences = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), "utf8").trim() : ""}\n`;
});
writeFileSync(join(out, "licences.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));

for (const name of readdirSync(out).filter((one) => /\.(js|css|txt)$/.test(one))) {
  const bytes = readFileSync(join(out, name));
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, brotli));
}
