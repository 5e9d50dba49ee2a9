import { setTimeout as wait } from "node:timers/promises";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { systemClock } from "#lib/clock.ts";
import { getEnv } from "#lib/env.ts";
import { openQueue } from "#lib/vendors/qstash.ts";
import type { RedrivePorts } from "#lib/events/redrive.ts";
import type { AdminDoorConfig, SignInConfig } from "./admin-door.ts";
import { isSession, SESSION_COOKIE } from "./admin-session.ts";
import { admitPorts } from "./admit-ports.ts";
import { findOperator } from "./admit.ts";
import { getDatabase, getLog } from "./database.ts";
import { once } from "./once.ts";
import { SignInAttempts } from "./sign-in-attempts.ts";

const getQueue = once(() => openQueue({ ...getEnv().qstash, ...getEnv() }));
const getAttempts = once(() => new SignInAttempts(systemClock));

export function adminDoorConfig(): AdminDoorConfig {
  const { origin, operatorToken } = getEnv();
  return { origin, operatorToken, isOperator, clock: systemClock, log: getLog() };
}

async function isOperator(requestHeaders: Headers): Promise<boolean> {
  return (await findOperator(requestHeaders, admitPorts())) !== null;
}

export function signInConfig(): SignInConfig {
  return { ...adminDoorConfig(), attempts: getAttempts(), wait };
}

export function redrivePorts(): RedrivePorts {
  return { db: getDatabase(), queue: getQueue(), log: getLog(), wait };
}

/** Who asks for an operator's page: the page's own look, should a request ever pass by the gate. */
export async function whoAsks(): Promise<"operator" | "stranger" | "nobody"> {
  await connection();
  const { operatorToken, clock } = adminDoorConfig();
  if (operatorToken === null) return "nobody";
  const session = (await cookies()).get(SESSION_COOKIE)?.value;
  if (isSession(session, { operatorToken, now: clock() })) return "operator";
  return (await isOperator(await headers())) ? "operator" : "stranger";
}
