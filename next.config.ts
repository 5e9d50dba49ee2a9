import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Content-Security-Policy", value: "frame-ancestors 'none'" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), browsing-topics=()",
  },
];

/**
 * Next's own header for kept pages allows stale-while-revalidate, which is meant for a CDN that can
 * be told to forget; a browser would show a shopper the shop of her last visit.
 */
const ALWAYS_ASK = [{ key: "Cache-Control", value: "public, max-age=0, must-revalidate" }];

/** Decoding and reading words run in forked plain files, which the tracer of bundles does not see. */
const DECODER_FILES = [
  "./package.json",
  "./lib/media/**/*.ts",
  "./node_modules/mediabunny/package.json",
  "./node_modules/mediabunny/dist/bundles/mediabunny.node.cjs",
  "./node_modules/@napi-rs/webcodecs/**",
  "./node_modules/@napi-rs/webcodecs-linux-*/**",
  "./node_modules/@ffmpeg/core/package.json",
  "./node_modules/@ffmpeg/core/dist/umd/**",
  "./node_modules/tesseract.js-core/package.json",
  "./node_modules/tesseract.js-core/tesseract-core-simd-lstm.js",
  "./node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm",
  "./node_modules/@tesseract.js-data/eng/package.json",
  "./node_modules/@tesseract.js-data/eng/4.0.0_best_int/**",
];

const config: NextConfig = {
  cacheComponents: true,
  // With it an unlisted shop would answer with an empty shell that needs script to fill.
  partialPrefetching: false,
  // Every page has its metadata in the head; a crawler on Next's own list would be given a page that
  // is rendered for it alone, where a missing shop answers 200.
  htmlLimitedBots: /(?!)/,
  poweredByHeader: false,
  serverExternalPackages: ["sharp", "undici"],
  outputFileTracingIncludes: { "/api/workers/**": DECODER_FILES, "/api/cron/**": DECODER_FILES },
  images: { unoptimized: true },
  // Next would run `tsc` over the whole project, tests and benchmarks too, in every build: the first
  // `npm run demo` waits for that one. `npm run verify` and `npm test` check types; a deploy does not.
  typescript: { ignoreBuildErrors: true },
  // Kept pages live in memory, which is bounded: every made-up handle would leave files on the disk.
  experimental: { isrFlushToDisk: false },
  rewrites: () => Promise.resolve([{ source: "/", destination: "/front/newest" }]),
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: SECURITY_HEADERS },
      { source: "/", headers: ALWAYS_ASK },
      { source: "/shop/:path*", headers: ALWAYS_ASK },
    ]),
};

export default createNextIntlPlugin("./app/_i18n/request.ts")(config);
