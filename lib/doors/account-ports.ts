import { openKeyedHash } from "#lib/accounts/keyed-hash.ts";
import { drawCode } from "#lib/accounts/one-time-codes.ts";
import { systemClock } from "#lib/clock.ts";
import { getEnv } from "#lib/env.ts";
import { openIdentity } from "#lib/vendors/auth.ts";
import { openRateLimiter } from "#lib/vendors/redis.ts";
import type { AccountPorts } from "./account-door.ts";
import { ACTION_LIMITS, type AccountAction } from "./action-limits.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { getMessenger } from "./whatsapp-ports.ts";

const getIdentity = once(() => {
  const { origin, authSecret } = getEnv();
  return openIdentity({ db: getDatabase(), clock: systemClock, origin, secret: authSecret });
});

const getHash = once(() => openKeyedHash(getEnv().authSecret, "one-time-codes"));

const getLimiters = once((): Partial<Record<AccountAction, RateLimiter>> => {
  const { redis, environmentName } = getEnv();
  if (redis === null) return {};
  const limiters = Object.entries(ACTION_LIMITS).map(([action, limit]) => [
    action,
    openRateLimiter(redis, { prefix: `${environmentName}:accounts:${action}`, ...limit }),
  ]);
  return Object.fromEntries(limiters) as Record<AccountAction, RateLimiter>;
});

/** What signing in and sessions run on in this process; nothing is opened before the first call. */
export const accountPorts = (): AccountPorts => ({
  origin: getEnv().origin,
  db: getDatabase(),
  clock: systemClock,
  log: getLog(),
  identity: getIdentity(),
  hash: getHash(),
  messenger: getMessenger(),
  drawCode,
  limiters: getLimiters(),
});
