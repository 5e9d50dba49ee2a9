/** Every version that some type has had; a type's own are in the catalogue. */
export const EVENT_VERSIONS = { V1_0_0: "1.0.0", V1_1_0: "1.1.0" } as const;

/** Where every type starts, and what an event means that names no version. */
export const CURRENT_EVENT_VERSION = EVENT_VERSIONS.V1_0_0;

/** Semantic Versioning 2.0.0. */
export const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

export const MAX_VERSION_LENGTH = 64;

type Version = { core: string[]; prerelease: string[] };

/** Precedence by Semantic Versioning: a pre-release comes before its release, build data counts for nothing. */
export function compareVersions(left: string, right: string): -1 | 0 | 1 {
  const a = parseVersion(left);
  const b = parseVersion(right);
  const byCore = compareIdentifiers(a.core, b.core);
  if (byCore !== 0) return byCore;
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return order(b.prerelease.length > 0 ? 1 : 0, a.prerelease.length > 0 ? 1 : 0);
  return compareIdentifiers(a.prerelease, b.prerelease);
}

/** Whether a reader of one version understands the other: the same major. */
export function isCompatibleVersion(left: string, right: string): boolean {
  return parseVersion(left).core[0] === parseVersion(right).core[0];
}

/** Whether two versions differ at most by patches, which change nothing in shape. */
export function isSameMinor(left: string, right: string): boolean {
  const a = parseVersion(left);
  const b = parseVersion(right);
  return a.core[0] === b.core[0] && a.core[1] === b.core[1];
}

/** The type and version of an event that this code cannot read, with those that it can. */
export class EventVersionError extends Error {
  override readonly name = "EventVersionError";
  readonly eventType: string;
  readonly version: string;
  readonly known: readonly string[];

  constructor(
    about: { eventType: string; version: string; known: readonly string[] },
    reason = "is unknown",
  ) {
    super(`${about.eventType} ${about.version} ${reason}; known are ${about.known.join(", ")}`);
    this.eventType = about.eventType;
    this.version = about.version;
    this.known = about.known;
  }
}

function parseVersion(version: string): Version {
  const match = version.length <= MAX_VERSION_LENGTH ? SEMVER.exec(version) : null;
  if (match === null) throw new TypeError("not a semantic version");
  const [, major = "", minor = "", patch = "", prerelease] = match;
  return { core: [major, minor, patch], prerelease: prerelease?.split(".") ?? [] };
}

function compareIdentifiers(left: string[], right: string[]): -1 | 0 | 1 {
  for (const [index, a] of left.entries()) {
    const b = right[index];
    if (b === undefined) return 1;
    const compared = compareIdentifier(a, b);
    if (compared !== 0) return compared;
  }
  return order(left.length, right.length);
}

const isNumeric = (identifier: string) => /^\d+$/.test(identifier);

function compareIdentifier(left: string, right: string): -1 | 0 | 1 {
  if (isNumeric(left) !== isNumeric(right)) return isNumeric(left) ? -1 : 1;
  // Numbers have no leading zeros, so the longer is the greater, however large it is.
  if (isNumeric(left) && left.length !== right.length) return order(left.length, right.length);
  return order(left, right);
}

function order<Value extends number | string>(left: Value, right: Value): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
