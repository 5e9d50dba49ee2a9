/**
 * Runs a pass on request, never two at once. Whoever asks during a pass may have come too late for
 * it, so all of them together get one more; each promise settles with the pass that served it.
 */
export function coalescePasses(pass: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = pass().finally(() => {
      running = undefined;
    });
    return running;
  };
  const follow = async (current: Promise<void>): Promise<void> => {
    await Promise.allSettled([current]);
    following = undefined;
    await start();
  };
  return () => {
    if (running === undefined && following === undefined) return start();
    following ??= follow(running ?? Promise.resolve());
    return following;
  };
}
