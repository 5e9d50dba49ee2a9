/** Opens once per process, on first use: a build imports what uses it without an environment. */
export function once<Value>(open: () => Value): () => Value {
  let value: { opened: Value } | undefined;
  return () => (value ??= { opened: open() }).opened;
}
