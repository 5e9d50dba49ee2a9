/** Public files as the app sees them. */
export type BlobStore = {
  /** Stores bytes under a path that is named after their content; the same path again is no error. */
  put(file: { path: string; body: Buffer; contentType: string }): Promise<{ url: string }>;
};

/** The same files, for who deletes them. What is not there is no error. */
export type BlobEraser = {
  /** Everything whose path begins so; returns how many files there were. */
  removeAll(prefix: string): Promise<number>;
  remove(urls: readonly string[]): Promise<void>;
};

/** Where the pictures of a seller's products lie. */
export function picturesFolder(sellerId: string): string {
  return `pictures/${sellerId}/`;
}
