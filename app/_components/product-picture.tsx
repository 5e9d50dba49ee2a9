import type { CSSProperties } from "react";
import type { Picture } from "#lib/catalogue/product.ts";

type ShownPicture = Pick<Picture, "placeholder" | "dominantColors"> & {
  variants: { url: string; width: number; height: number }[];
};

type Props = {
  picture: ShownPicture;
  alt: string;
  /** The `sizes` attribute: how wide the picture is shown at each width of the screen. */
  sizes: string;
  /** The first picture of a page is fetched before anything else, the others when they come near. */
  first?: boolean;
};

/** A picture in its 4:5 frame: the blurred one is there at once, the sharp one takes its place. */
export function ProductPicture({ picture, alt, sizes, first = false }: Props) {
  const variants = picture.variants.toSorted((left, right) => left.width - right.width);
  const fallback = variants[Math.floor(variants.length / 2)];
  if (!fallback) return <span className="picture" />;
  return (
    <img
      className="picture"
      style={blurredBehind(picture)}
      src={fallback.url}
      srcSet={variants.map(({ url, width }) => `${url} ${width}w`).join(", ")}
      sizes={sizes}
      width={fallback.width}
      height={fallback.height}
      alt={alt}
      decoding="async"
      {...(first ? { fetchPriority: "high" as const } : { loading: "lazy" as const })}
    />
  );
}

const DATA_URI = /^data:image\/[a-z+]+;base64,[A-Za-z0-9+/=]+$/;

function blurredBehind({ placeholder, dominantColors }: ShownPicture): CSSProperties {
  const color = dominantColors[0];
  return {
    ...(DATA_URI.test(placeholder) ? { backgroundImage: `url("${placeholder}")` } : {}),
    ...(color !== undefined && /^#[0-9a-fA-F]{6}$/.test(color) ? { backgroundColor: color } : {}),
  };
}
