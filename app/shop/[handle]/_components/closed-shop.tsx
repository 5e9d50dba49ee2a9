import type { Shop } from "#lib/shops/get-shop.ts";

export function ClosedShop({ shop }: { shop: Shop }) {
  return (
    <section className="empty">
      <h2>This shop is closed at the moment</h2>
      <p>{shop.sellerName} takes no orders here now. Her videos are still on TikTok.</p>
      <a
        className="button"
        href={`https://www.tiktok.com/@${shop.handle}`}
        rel="nofollow ugc noopener"
      >
        See the videos on TikTok
      </a>
    </section>
  );
}
