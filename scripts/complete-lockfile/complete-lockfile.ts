import * as z from "zod";

const lockedPackage = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});

const lockfile = z.looseObject({ packages: z.record(z.string(), lockedPackage) });

const EXACT_VERSION = /^\d+\.\d+\.\d+[\w.-]*$/;
const OPERATING_SYSTEMS = ["linux", "darwin", "win32", "android", "freebsd", "openharmony"];
const PROCESSORS = ["x64", "arm64", "arm", "ia32", "ppc64", "riscv64", "s390x"];

/**
 * Adds entries for the platform packages that npm leaves out of a lockfile when it cannot see them
 * from the machine that writes it; without them `npm ci` refuses the lockfile on every machine.
 */
export function completeLockfile(text: string): { text: string; added: string[] } {
  const lock = lockfile.parse(JSON.parse(text));
  const added: string[] = [];
  for (const [owner, { dev, optionalDependencies = {} }] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const place = `node_modules/${name}`;
      const present = place in lock.packages || `${owner}/${place}` in lock.packages;
      if (present || !EXACT_VERSION.test(version)) continue;
      lock.packages[place] = {
        version,
        ...platformOf(name),
        ...(dev === true ? { dev } : {}),
        optional: true,
      };
      added.push(name);
    }
  const packages = Object.fromEntries(
    Object.entries(lock.packages).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
  return { text: `${JSON.stringify({ ...lock, packages }, null, 2)}\n`, added };
}

/** Such packages carry their platform in their name: `@next/swc-darwin-arm64`. */
function platformOf(name: string): { os?: string[]; cpu?: string[] } {
  const words = name.split(/[/-]/);
  const os = OPERATING_SYSTEMS.filter((known) => words.includes(known));
  const cpu = PROCESSORS.filter((known) => words.includes(known));
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) };
}
