import type { Shop } from "#lib/shops/get-shop.ts";

export function EmptyShop({ shop }: { shop: Shop }) {
  return (
    <section className="empty">
      <h2>The first products are on their way</h2>
      <p>
        {shop.sellerName} has just opened this shop. Products appear here by themselves as soon as
        they are posted; you can leave this page open.
      </p>
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
