"use client";

import { useParams } from "next/navigation";

/** A not-found page is given no params, so the way back is read from the address. */
export function ShopOfThisPage() {
  const { handle } = useParams<{ handle: string }>();
  return (
    <a className="button" href={`/shop/${handle}`}>
      See what the shop has now
    </a>
  );
}
