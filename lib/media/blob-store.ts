/** Public files as the app sees them. */
export type BlobStore = {
  /** Stores bytes under a path that is named after their content; the same path again is no error. */
  put(file: { path: string; body: Buffer; contentType: string }): Promise<{ url: string }>;
};
