import type { PersonalPlan } from "./personal-plan.ts";

/** Where a value was taken out of an object, and the value. */
export type TakenOut = [path: (string | number)[], value: unknown];

type Fields = Record<string, unknown>;

/** Takes what is personal out of an object; the object itself is left as it was. */
export function takeOut(from: Fields, plan: PersonalPlan): { clear: Fields; taken: TakenOut[] } {
  const taken: TakenOut[] = [];
  const clear = strip(from, { plan, path: [], taken });
  // The outermost object stays, so that there is a place for what is sealed.
  return { clear: clear === GONE ? {} : (clear as Fields), taken };
}

/** Puts everything back where it was taken out. */
export function putBack(clear: Fields, taken: readonly TakenOut[]): Fields {
  const copies = new Set<object>();
  const whole: { all: unknown } = { all: clear };
  for (const [path, value] of taken) {
    const steps = ["all", ...path];
    const last = steps.pop() ?? "all";
    const holder = steps.reduce<object>((at, step) => copyOfMember(at, { step, copies }), whole);
    set(holder, last, value);
  }
  // It was an object when it was taken apart.
  return whole.all as Fields;
}

/** The member of an object that is a copy already, made one itself. */
function copyOfMember(
  holder: object,
  { step, copies }: { step: string | number; copies: Set<object> },
): object {
  const member: unknown = Reflect.get(holder, step);
  if (member === null || typeof member !== "object")
    throw new TypeError("a sealed value has no place in what is left in clear");
  if (copies.has(member)) return member;
  const copy = Array.isArray(member) ? [...(member as unknown[])] : { ...member };
  copies.add(copy);
  set(holder, step, copy);
  return copy;
}

function set(holder: object, name: string | number, value: unknown): void {
  if (name !== "__proto__") {
    Reflect.set(holder, name, value);
    return;
  }
  // A plain assignment would set a prototype instead of a member.
  Object.defineProperty(holder, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

const GONE = Symbol("gone");

type Place = { plan: PersonalPlan; path: (string | number)[]; taken: TakenOut[] };

/** The value without what is personal in it; the same object where nothing is. */
function strip(value: unknown, { plan, path, taken }: Place): unknown {
  const isHolder = value !== null && typeof value === "object";
  if (plan.kind === "clear" && !isHolder) return value;
  if (value === null) return null;
  if (plan.kind === "list" && Array.isArray(value)) {
    const { items } = plan;
    // A place of a list cannot go without moving those behind it.
    return value.map((item: unknown, index) => {
      const left = strip(item, { plan: items, path: [...path, index], taken });
      return left === GONE ? null : left;
    });
  }
  if (plan.kind === "object" && isHolder && !Array.isArray(value))
    return stripObject(value as Fields, { plan, path, taken });
  if (plan.kind === "clear" && Array.isArray(value) && value.every(isScalar)) return value;
  taken.push([path, value]);
  return GONE;
}

const isScalar = (value: unknown): boolean => value === null || typeof value !== "object";

type ObjectPlace = Place & { plan: PersonalPlan & { kind: "object" } };

function stripObject(value: Fields, { plan, path, taken }: ObjectPlace): Fields {
  let stripped: Fields | undefined;
  for (const name of Object.keys(value)) {
    const own = plan.members.get(name) ?? plan.others;
    const member = value[name];
    // Most members are clear and no holders: nothing is built for them.
    if (member === undefined || (own.kind === "clear" && isScalar(member))) continue;
    const left = strip(member, { plan: own, path: [...path, name], taken });
    if (left === member) continue;
    stripped ??= { ...value };
    if (left === GONE) Reflect.deleteProperty(stripped, name);
    else stripped[name] = left;
  }
  return stripped ?? value;
}
