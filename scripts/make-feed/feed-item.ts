import { createHash } from "node:crypto";

/** What a seller's profile shows for one post, before it is put into the scraper's form. */
export type Post = {
  /** Fixed moment of posting; never taken from today's date. */
  postedAt: string;
  caption: string;
  /** Tags beyond those written in the caption. */
  extraTags?: string[];
  media:
    | { kind: "video"; file: string; cover: string; seconds: number; codec: "h264" | "hevc" }
    | { kind: "slideshow"; pictures: string[]; cover: string };
  plays: number;
  pinned?: boolean;
  /** File of what is said in it, and in which language. */
  subtitles?: { file: string; language: string };
};

export type Profile = {
  handle: string;
  displayName: string;
  bio: string;
  region: string;
  fans: number;
};

const digestOf = (text: string) => createHash("sha256").update(text).digest();

/** TikTok's form of an id: the second of posting in the upper 32 bits, the rest unique. */
export function videoIdOf(handle: string, postedAt: string): string {
  const seconds = BigInt(Math.floor(Date.parse(postedAt) / 1000));
  const rest = digestOf(`${handle} ${postedAt}`).readUInt32BE(0);
  return ((seconds << 32n) | BigInt(rest)).toString();
}

const tagsIn = (caption: string) =>
  [...caption.matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => (match[1] ?? "").toLowerCase());

function author(profile: Profile) {
  const id = digestOf(profile.handle).readUInt32BE(4);
  const avatar = `https://p16-sign-va.tiktokcdn.com/avatar/${id}.jpeg`;
  return {
    id: `6${String(id).padStart(18, "0")}`,
    name: profile.handle,
    profileUrl: `https://www.tiktok.com/@${profile.handle}`,
    nickName: profile.displayName,
    verified: false,
    signature: profile.bio,
    bioLink: null,
    originalAvatarUrl: avatar,
    avatar,
    commerceUserInfo: { commerceUser: false },
    privateAccount: false,
    region: profile.region,
    roomId: "",
    ttSeller: false,
    following: 180,
    friends: 42,
    fans: profile.fans,
    heart: profile.fans * 21,
    video: 240,
    digg: 0,
  };
}

function subtitleLink({ file, language }: NonNullable<Post["subtitles"]>) {
  return {
    language,
    downloadLink: file,
    tiktokLink: file,
    source: "ASR",
    sourceUnabbreviated: "automatic speech recognition",
    version: "1:whisper_lid",
  };
}

/** One dataset item as the TikTok scraper gives it, with file names in place of its own links. */
export function toFeedItem(profile: Profile, post: Post) {
  const id = videoIdOf(profile.handle, post.postedAt);
  const slideshow = post.media.kind === "slideshow" ? post.media.pictures : [];
  const video = post.media.kind === "video" ? post.media : null;
  const tags = [...new Set([...tagsIn(post.caption), ...(post.extraTags ?? [])])];
  return {
    id,
    text: post.caption,
    textLanguage: "en",
    createTime: Date.parse(post.postedAt) / 1000,
    createTimeISO: post.postedAt,
    locationCreated: profile.region,
    isAd: false,
    authorMeta: author(profile),
    musicMeta: {
      musicName: "original sound",
      musicAuthor: profile.displayName,
      musicOriginal: true,
      musicId: `7${id.slice(1)}`,
    },
    webVideoUrl: `https://www.tiktok.com/@${profile.handle}/${video ? "video" : "photo"}/${id}`,
    mediaUrls: video ? [video.file] : [],
    videoMeta: {
      height: video ? 1920 : 0,
      width: video ? 1080 : 0,
      duration: video ? video.seconds : 0,
      coverUrl: post.media.cover,
      originalCoverUrl: post.media.cover,
      definition: video ? "1080p" : "",
      format: video ? "mp4" : "",
      subtitleLinks: post.subtitles ? [subtitleLink(post.subtitles)] : [],
    },
    diggCount: Math.round(post.plays / 14),
    shareCount: Math.round(post.plays / 310),
    playCount: post.plays,
    collectCount: Math.round(post.plays / 120),
    commentCount: Math.round(post.plays / 260),
    mentions: [],
    detailedMentions: [],
    hashtags: tags.map((name) => ({ name })),
    effectStickers: [],
    isSlideshow: slideshow.length > 0,
    isPinned: post.pinned ?? false,
    isSponsored: false,
    ...(slideshow.length > 0 && {
      slideshowImageLinks: slideshow.map((file) => ({ tiktokLink: file, downloadLink: file })),
    }),
    input: profile.handle,
    fromProfileSection: "videos",
  };
}

/** What the scraper gives for a post that it could not open. */
export type ErrorRow = { url: string; error: string; errorCode: string; input: string };
