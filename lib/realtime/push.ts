/** One message to everybody who has a channel open; at most 10 kB of data. */
export type PushMessage = { channel: string; event: string; data: Record<string, unknown> };

/** Live messages as the app sees them: a hint that may be lost, never the truth. */
export type Push = {
  send(message: PushMessage): Promise<void>;
  /** Open channels with their number of subscriptions, where the service counts them. */
  channelCounts(): Promise<Record<string, number>>;
};
