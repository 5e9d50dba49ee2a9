import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readNewestShops } from "#app/_data/shop-pages.ts";
import { getEnv } from "#lib/env.ts";
import { ShopPreview } from "./shop-preview.tsx";

/** What the front page is rewritten to. */
const NEWEST = "newest";

/**
 * The front page has a parameter so that a build without a database can leave it out: as for a
 * shop, the first visitor waits for the whole page, which is then kept until its tag expires.
 */
export const ensureStatic = "navigation";

/** A build knows no shop; this is a list that can never be one. */
export const generateStaticParams = () => [{ list: "-" }];

type Props = { params: Promise<{ list: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if ((await params).list !== NEWEST) return {};
  return {
    title: "Your TikTok videos are your shop",
    description:
      "Write #TRACK under a TikTok video and it becomes a product on your own shop page. Shoppers order on WhatsApp.",
    alternates: { canonical: getEnv().origin },
  };
}

export default async function FrontPage({ params }: Props) {
  if ((await params).list !== NEWEST) notFound();
  const shops = await readNewestShops();
  return (
    <main className="front">
      <header className="front-header">
        <h1>Your TikTok videos are your shop.</h1>
        <p>
          Post as always and write <strong>#TRACK</strong> in the caption. The price, the sizes and
          the best pictures are taken from your video and stand on your shop page a moment later.
          Shoppers order on WhatsApp.
        </p>
      </header>
      <section aria-labelledby="shops">
        <h2 id="shops">Shops with something new</h2>
        {shops.length === 0 ? (
          <p className="quiet">No shop has products yet. The first one will stand here.</p>
        ) : (
          <ul className="shops">
            {shops.map((shop) => (
              <ShopPreview key={shop.handle} shop={shop} />
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="how">
        <h2 id="how">How it goes</h2>
        <ol className="steps">
          <li>
            <strong>You post.</strong> “New heels only 55k! Sizes 37–41 #TRACK”
          </li>
          <li>
            <strong>We read it.</strong> Title, price and sizes come from the caption, five pictures
            from the video.
          </li>
          <li>
            <strong>They order.</strong> One tap opens WhatsApp with product, size and price already
            written.
          </li>
        </ol>
      </section>
    </main>
  );
}
