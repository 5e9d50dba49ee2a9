import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
const ROOMS = ["app", "workers", "lib", "db"] as const;
const OUTSIDE = ["local", "tests", "scripts", "bench", "eval"] as const;

type Import = { from: string; to: string; typeOnly: boolean };

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file.split(path.sep).join("/")));
}

/** Package imports and relative ones become paths from the root; packages keep their name. */
function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier);
  return specifier;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const statements = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^;"']*?\sfrom\s+)?["']([^"']+)["']/g,
  );
  const dynamic = text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g);
  return [
    ...[...statements].map((match) => ({
      from: file,
      to: resolveImport(file, match[2] ?? ""),
      typeOnly: match[1] !== undefined,
    })),
    ...[...dynamic].map((match) => ({
      from: file,
      to: resolveImport(file, match[1] ?? ""),
      typeOnly: false,
    })),
  ];
}

const edges = [...ROOMS, "local"].flatMap((room) => sourcesIn(room)).flatMap(importsOf);
const startsIn = (file: string, room: string) => file.startsWith(`${room}/`);
const show = (found: Import[]) => found.map(({ from, to }) => `${from} -> ${to}`);

describe("import rules", () => {
  test("imports are found at all", () => {
    expect(show(edges)).toContain("workers/registry.ts -> workers/caption-parser.ts");
    expect(edges.length).toBeGreaterThan(200);
  });

  test("rooms import only rooms further down", () => {
    const wrong = edges.filter(({ from, to }) => {
      const own = ROOMS.findIndex((room) => startsIn(from, room));
      const other = ROOMS.findIndex((room) => startsIn(to, room));
      return own !== -1 && other !== -1 && other < own;
    });
    expect(show(wrong)).toEqual([]);
  });

  test("the database imports nothing of the rooms above but env and ids", () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        startsIn(from, "db") && startsIn(to, "lib") && !["lib/env.ts", "lib/ids.ts"].includes(to),
    );
    expect(show(wrong)).toEqual([]);
  });

  test("product code imports no stand-in, test, script or benchmark", () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        ROOMS.some((room) => startsIn(from, room)) && OUTSIDE.some((room) => startsIn(to, room)),
    );
    expect(show(wrong)).toEqual([]);
  });

  test("stand-ins know nothing of the product", () => {
    const wrong = edges.filter(
      ({ from, to }) => startsIn(from, "local") && ROOMS.some((room) => startsIn(to, room)),
    );
    expect(show(wrong)).toEqual([]);
  });

  test("workers never import each other", () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        startsIn(from, "workers") && startsIn(to, "workers") && from !== "workers/registry.ts",
    );
    expect(show(wrong)).toEqual([]);
  });

  test("pages reach workers only through the registry", () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        startsIn(from, "app") && startsIn(to, "workers") && to !== "workers/registry.ts",
    );
    expect(show(wrong)).toEqual([]);
  });

  test("pages do not import the database", () => {
    const wrong = edges.filter(
      ({ from, to, typeOnly }) => startsIn(from, "app") && startsIn(to, "db") && !typeOnly,
    );
    expect(show(wrong)).toEqual([]);
  });

  test("vendor SDKs are imported only by their own file", () => {
    const sdk =
      /^(@upstash\/|pusher|openai|apify-client|@vercel\/blob|better-auth|@ffmpeg\/|@napi-rs\/webcodecs|mediabunny)/;
    const wrong = edges.filter(
      ({ from, to }) =>
        sdk.test(to) &&
        ROOMS.some((room) => startsIn(from, room)) &&
        !startsIn(from, "lib/vendors") &&
        // The decoders are the media room's own subject, behind its FrameSource.
        !(startsIn(from, "lib/media") && /^(@ffmpeg\/|@napi-rs\/|mediabunny)/.test(to)),
    );
    expect(show(wrong)).toEqual([]);
  });

  test("the framework is imported only by pages, doors and the auth vendor", () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        /^next(\/|$)/.test(to) &&
        (startsIn(from, "lib") || startsIn(from, "workers") || startsIn(from, "db")) &&
        !startsIn(from, "lib/doors") &&
        from !== "lib/vendors/auth.ts",
    );
    expect(show(wrong)).toEqual([]);
  });

  test("only lib/env reads the environment", () => {
    const readers = ROOMS.flatMap((room) => sourcesIn(room)).filter(
      (file) =>
        file !== "lib/env.ts" &&
        readFileSync(path.join(ROOT, file), "utf8").includes("process.env"),
    );
    expect(readers).toEqual([]);
  });

  test("code for the browser takes from lib only types and what is made for it", () => {
    const forBrowser = new Set([
      "lib/realtime/channels.ts",
      "lib/vendors/pusher-client.ts",
      "lib/vendors/pusher-private.ts",
    ]);
    const wrong = sourcesIn("app")
      .filter((file) => /^["']use client["']/.test(readFileSync(path.join(ROOT, file), "utf8")))
      .flatMap(importsOf)
      .filter(({ to, typeOnly }) => startsIn(to, "lib") && !typeOnly && !forBrowser.has(to));
    expect(show(wrong)).toEqual([]);
  });
});

describe("what must agree", () => {
  const vercel = JSON.parse(readFileSync(path.join(ROOT, "vercel.json"), "utf8")) as {
    crons: { path: string }[];
    functions: Record<string, { maxDuration: number }>;
  };

  test("every cron calls a task that exists", () => {
    const doors = readFileSync(path.join(ROOT, "lib/doors/composition.ts"), "utf8");
    for (const { path: cronPath } of vercel.crons) {
      const task = /^\/api\/cron\/([a-z-]+)$/.exec(cronPath)?.[1];
      expect(doors).toMatch(new RegExp(`async ${task}\\(\\)`));
    }
  });

  test("limits of functions name routes that exist, with the limit that the route states", () => {
    for (const [route, { maxDuration }] of Object.entries(vercel.functions))
      expect(readFileSync(path.join(ROOT, route), "utf8")).toContain(
        `export const maxDuration = ${maxDuration};`,
      );
  });
});
