import pg from "pg";
import type { AssemblyKey } from "#lib/assembly/part.ts";

/** Video ids are numbers from here on, so that pgbench can count through them. */
export const FIRST_VIDEO = 7_412_000_000_000_000_000n;
export const SELLERS = 50;

export type BenchVideo = AssemblyKey & { handle: string };

/** A seller's id in SQL; `number` is an expression that gives text. */
export const sellerIdSql = (number: string): string =>
  `('00000000-0000-4000-8000-' || lpad(${number}, 12, '0'))::uuid`;

export function benchVideo(index: number): BenchVideo {
  const seller = index % SELLERS;
  return {
    sellerId: `00000000-0000-4000-8000-${String(seller).padStart(12, "0")}`,
    videoId: String(FIRST_VIDEO + BigInt(index)),
    handle: `seller-${seller}`,
  };
}

/** Sellers and posted videos, as ingestion leaves them behind. */
export async function insertVideos(url: string, count: number): Promise<void> {
  await onConnection(url, async (client) => {
    await client.query(
      `insert into sellers (id, handle, country, name)
       select ${sellerIdSql("s::text")}, 'seller-' || s, 'UG', 'Seller ' || s
       from generate_series(0, $1 - 1) s`,
      [SELLERS],
    );
    await client.query(
      `insert into videos (video_id, seller_id, caption, hashtags, tracked, video_url, slideshow_urls,
         subtitle_urls, stats, posted_at, first_seen_at, last_seen_at)
       select ($1::bigint + v)::text, ${sellerIdSql("(v % $2)::text")}, 'New heels only 55k! #TRACK',
         '{TRACK}', true, 'https://www.tiktok.com/@seller/video/' || v, '{}', '{}',
         '{"likes":10,"comments":2,"shares":1}', now(), now(), now()
       from generate_series(0, $3 - 1) v`,
      [FIRST_VIDEO.toString(), SELLERS, count],
    );
    await client.query("analyze");
  });
}

/** Every measurement starts on empty tables, the same for both sides. */
export async function emptyResults(url: string): Promise<void> {
  await onConnection(url, async (client) => {
    await client.query("truncate assemblies, product_ai, thumbnails, events, inbox");
    await client.query("checkpoint");
  });
}

export async function countProducts(url: string): Promise<number> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      "select count(*)::int as count from product_ai",
    );
    return rows[0]?.count ?? 0;
  });
}

async function onConnection<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
