export function ShopNotFound() {
  return (
    <main className="message">
      <h1>There is no shop here</h1>
      <p>
        Check the address: it ends with the seller’s TikTok name, such as{" "}
        <code>/shop/nalu.fashion</code>. A shop that was opened a moment ago may need a minute.
      </p>
      <a className="button" href="/">
        See other shops
      </a>
    </main>
  );
}
