const MINIMUM = [22, 18] as const;

/** Scripts run as TypeScript, which older versions of Node cannot; the right one comes with `npm ci`. */
export function requireNode(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  throw new Error(
    `Node ${MINIMUM.join(".")} or newer is needed and this is ${version}: run \`npm ci\` and start through \`npm run\`, or install a newer Node.`,
  );
}
