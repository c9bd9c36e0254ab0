// How the desk is built: into the server's package, under /desk/, with nothing inlined.
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.HUBBUB_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/desk/",
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../hubbub/web/desk",
    emptyOutDir: true,
    target: "es2023",
    // The content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    manifest: "manifest.json",
    reportCompressedSize: false,
  },
  server: {
    proxy: { "/api": { target: server, ws: true }, "/simulator": { target: server } },
  },
  test: { include: ["src/**/*.test.{ts,tsx}"] },
});
