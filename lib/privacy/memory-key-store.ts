import { DAY_SUBJECT, type KeyStore, type StoredKey } from "./key-store.ts";

/** Keys that end with the process, for a database that does. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, string | null>();
  const entry = ([subject, wrapped]: [string, string | null]): StoredKey => ({ subject, wrapped });
  return {
    find: (subjects) =>
      Promise.resolve([...keys].filter(([subject]) => subjects.includes(subject)).map(entry)),
    add(given) {
      for (const { subject, wrapped } of given) if (!keys.has(subject)) keys.set(subject, wrapped);
      return Promise.resolve();
    },
    destroy: (subject) => Promise.resolve(void keys.set(subject, null)),
    destroyDaysBefore(day) {
      const past = [...keys].filter(
        ([subject, wrapped]) =>
          subject.startsWith(DAY_SUBJECT) && subject < DAY_SUBJECT + day && wrapped !== null,
      );
      for (const [subject] of past) keys.set(subject, null);
      return Promise.resolve(past.length);
    },
    findWrappedOtherwise: (prefix, limit) =>
      Promise.resolve(
        [...keys]
          .filter(([, wrapped]) => wrapped !== null && !wrapped.startsWith(prefix))
          .slice(0, limit)
          .map(entry),
      ),
    replace({ subject, from, to }) {
      const same = keys.get(subject) === from;
      if (same) keys.set(subject, to);
      return Promise.resolve(same);
    },
  };
}
