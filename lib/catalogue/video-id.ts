const VIDEO_ID = /^[\w-]{1,64}$/;

/** Whether a video can have this id: a path may hold anything, such as a NUL that no database takes. */
export function isVideoId(given: string): boolean {
  return VIDEO_ID.test(given);
}
