/** A key as it is stored; `wrapped` is null once it is destroyed. */
export type StoredKey = { subject: string; wrapped: string | null };

/** Where the wrapped keys live, apart from the data. Throws a RetryLaterError while it is out of reach. */
export type KeyStore = {
  find(subjects: readonly string[]): Promise<StoredKey[]>;
  /** A subject that has a key, or had one, keeps what it has. */
  add(keys: readonly { subject: string; wrapped: string }[]): Promise<void>;
  /** For good, also where there was no key yet. */
  destroy(subject: string): Promise<void>;
  /** Destroys the keys of the days before this one (`2026-11-20`); returns how many. */
  destroyDaysBefore(day: string): Promise<number>;
  /** Keys that do not begin with this prefix. */
  findWrappedOtherwise(prefix: string, limit: number): Promise<StoredKey[]>;
  /** Replaces a wrapped key unless it was changed meanwhile. */
  replace(change: { subject: string; from: string; to: string }): Promise<boolean>;
};

/** What is about no seller has one key for each UTC day. */
export const DAY_SUBJECT = "day-";
