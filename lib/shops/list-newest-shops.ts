import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Queries } from "#db/client.ts";
import { products, sellers, shops, thumbnails } from "#db/schema/index.ts";
import { cleanText } from "#lib/clean-text.ts";

const TITLE_CODE_POINTS = 80;

const shopCardSchema = z.object({
  handle: z.string(),
  title: z.string(),
  country: z.string(),
  products: z.coerce.number(),
  pictures: z.array(
    z.object({
      placeholder: z.string(),
      dominantColors: z.array(z.string()),
      variants: z.array(z.object({ width: z.number(), height: z.number(), url: z.string() })),
    }),
  ),
});

/** A shop as the front page shows it: its name and its three newest pictures. */
export type ShopCard = z.infer<typeof shopCardSchema>;

/** Shops that have something to show, the one with the newest product first. */
export async function listNewestShops(db: Queries, limit: number): Promise<ShopCard[]> {
  const { rows } = await db.orm.execute(sql`
    select s.handle, shop.title, s.country, newest.products, newest.pictures
    from ${shops} shop
    join ${sellers} s on s.id = shop.seller_id and s.status = 'active'
    cross join lateral (
      select count(*) as products, max(p.created_at) as newest_at,
        (array_agg(
          json_build_object('placeholder', t.placeholder, 'variants', t.variants,
            'dominantColors', t.dominant_colors)
          order by p.created_at desc, p.video_id desc
        ) filter (where t.video_id is not null))[1:3] as pictures
      from ${products} p
      left join ${thumbnails} t
        on t.seller_id = p.seller_id and t.video_id = p.video_id and t.position = 0
      where p.seller_id = s.id and p.visibility = 'live'
    ) newest
    where newest.products > 0 and newest.pictures is not null
      and shop.subscription_status <> 'expired'
    order by newest.newest_at desc
    limit ${limit}
  `);
  return z
    .array(shopCardSchema)
    .parse(rows)
    .map((shop) => ({ ...shop, title: cleanText(shop.title, TITLE_CODE_POINTS) }));
}
