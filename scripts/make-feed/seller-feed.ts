import type { VideoSpec } from "./encode-video.ts";
import type { ErrorRow, Post, Profile } from "./feed-item.ts";
import type { Scene } from "./scene.ts";

/** A post as it is described here; its media are drawn from the scenes. */
export type PostSpec = Omit<Post, "media" | "subtitles"> & {
  /** File name without its ending; the cover has the same. */
  name: string;
  /** `missing` names a file that is not there, so the link is dead. */
  media:
    | (Omit<VideoSpec, "file"> & { kind: "video"; missing?: boolean })
    | { kind: "slideshow"; scenes: Scene[] };
  /** What a machine heard in it, each line from its second on. */
  said?: { language: string; lines: readonly { from: number; text: string }[] };
  /** How the profile shows this post at the second scrape, where that is different. */
  secondScrape?: { caption: string } | "gone" | "first-seen";
};

export type SellerFeed = {
  profile: Profile;
  /** What the seller would type when opening a shop. */
  seller: { country: string; phone: string; name: string };
  posts: PostSpec[];
  errorRows?: ErrorRow[];
};

type ProductScene = Extract<Scene, { kind: "product" }>;

/** Scenes of one product in one place, differing in what the rest says. */
export function scenesOf(common: Omit<ProductScene, "kind" | "seconds" | "framing">) {
  return (
    framing: ProductScene["framing"],
    seconds: number,
    changes: Partial<Omit<ProductScene, "kind" | "seconds" | "framing">> = {},
  ): ProductScene => ({ ...common, ...changes, kind: "product", framing, seconds });
}
