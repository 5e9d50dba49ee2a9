import type { Metadata } from "next";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <main className="message">
      <h1>There is nothing at this address</h1>
      <p>
        A shop’s address ends with the seller’s TikTok name, such as <code>/shop/nalu.fashion</code>
        .
      </p>
      <a className="button" href="/">
        See the shops
      </a>
    </main>
  );
}
