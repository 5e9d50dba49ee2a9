import { ProductPicture } from "#app/_components/product-picture.tsx";
import type { Picture } from "#lib/catalogue/product.ts";

const SIZES = "(min-width: 900px) 460px, (min-width: 600px) 60vw, 86vw";

/** All pictures in a row that is swiped; without script, by the browser's own scroll snapping. */
export function Gallery({ pictures, title }: { pictures: Picture[]; title: string }) {
  if (pictures.length === 0)
    return (
      <div className="gallery">
        <span className="picture" />
      </div>
    );
  return (
    <div className="gallery">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- else no keyboard can scroll it */}
      <ul className="slides" tabIndex={0} aria-label={`Pictures of ${title}`}>
        {pictures.map((picture, index) => (
          <li key={picture.position} id={`picture-${index + 1}`} className="frame">
            <ProductPicture
              picture={picture}
              alt={index === 0 ? title : `${title}, picture ${index + 1} of ${pictures.length}`}
              sizes={SIZES}
              first={index === 0}
            />
          </li>
        ))}
      </ul>
      {pictures.length > 1 && (
        <ul className="strip">
          {pictures.map((picture, index) => (
            <li key={picture.position}>
              <a href={`#picture-${index + 1}`} aria-label={`Picture ${index + 1}`}>
                <ProductPicture picture={picture} alt="" sizes="64px" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
