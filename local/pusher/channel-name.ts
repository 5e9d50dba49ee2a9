const MAX_LENGTH = 164;
const SERVER_TO_USER = "#server-to-user-";

export function isChannelName(name: string): boolean {
  const plain = name.startsWith(SERVER_TO_USER) ? name.slice(SERVER_TO_USER.length) : name;
  return plain.length <= MAX_LENGTH && /^[\w\-=@,.;]+$/.test(plain);
}

export function isPresence(name: string): boolean {
  return name.startsWith("presence-");
}

export function isEncrypted(name: string): boolean {
  return name.startsWith("private-encrypted-");
}

export function needsAuth(name: string): boolean {
  return name.startsWith("private-") || isPresence(name);
}

export function isCached(name: string): boolean {
  return /^(private-encrypted-|private-|presence-)?cache-/.test(name);
}

/** The user whose own channel this is, if it is one. */
export function userOfChannel(name: string): string | undefined {
  return name.startsWith(SERVER_TO_USER) ? name.slice(SERVER_TO_USER.length) : undefined;
}
