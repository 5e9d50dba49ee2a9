type Fields = Record<string, unknown>;

/** A row of the log as far as its personal fields go. */
export type SealableRow = {
  eventId: string;
  eventType: string;
  eventVersion: string;
  sellerId: string | null;
  metadata: Fields;
  payload: Fields;
};

/** The same, where the type does not matter; without `sellerId` it came off the wire. */
export type SealedRow = {
  eventId: string;
  sellerId?: string | null;
  metadata: Fields;
  payload: Fields;
};

/** `erased`: the key is destroyed, and with it the fields that were sealed. */
export type Revealed<Row> = Row & { erased: boolean };

/**
 * What keeps personal fields out of the tables in clear: `protect` on the way in, `reveal` on the
 * way out. Both take many rows at once, and throw a RetryLaterError while the keys are out of reach.
 */
export type PersonalData = {
  protect<Row extends SealableRow>(rows: readonly Row[]): Promise<Row[]>;
  /** A row without anything sealed comes back as it is. Throws on a row that was tampered with. */
  reveal<Row extends SealedRow>(rows: readonly Row[]): Promise<Revealed<Row>[]>;
};

const refuse = (): Promise<never> =>
  Promise.reject(new Error("this database was opened without keys for personal data"));

/** For who has nothing to do with the fields of events: it can neither write nor read any. */
export const WITHOUT_KEYS: PersonalData = { protect: refuse, reveal: refuse };
