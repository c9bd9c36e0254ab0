// Writes a .br and a .gz beside every text asset of the build, so that the server never compresses.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = new URL("../../hubbub/web/desk", import.meta.url).pathname;
const worthwhile = /\.(js|css|html|svg|json)$/;

for (const name of readdirSync(root, { recursive: true, encoding: "utf8" })) {
  if (!worthwhile.test(name)) continue;
  const path = join(root, name);
  const bytes = readFileSync(path);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }));
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
}
