import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const APP = path.resolve(import.meta.dirname, "../../app");

export type RouteFile = {
  /** The path that it answers to, without groups. */
  route: string;
  kind: "page" | "route";
  file: string;
};

/** Every file that Next makes a route of. */
export function routeFiles(): RouteFile[] {
  return readdirSync(APP, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .flatMap((file) => {
      const [, folder = "", kind] = /^(?:(.*)\/)?(page|route)\.(?:tsx?|mts|jsx?)$/.exec(file) ?? [];
      if (kind !== "page" && kind !== "route") return [];
      const parts = folder
        .split("/")
        .filter((part) => part !== "" && !/^(?:\(.*\)|@.*)$/.test(part));
      return [{ route: `/${parts.join("/")}`, kind, file: path.join(APP, file) }];
    });
}

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The methods that a file answers; a page answers GET, and POST where it has server actions. */
export function methodsOf({ kind, file }: Omit<RouteFile, "route">): string[] {
  if (kind === "page") return ["GET", "POST"];
  const source = readFileSync(file, "utf8");
  return METHODS.filter((method) =>
    new RegExp(`export (?:async )?(?:const|function) ${method}\\b`).test(source),
  );
}
