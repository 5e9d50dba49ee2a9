import { ShopOfThisPage } from "./shop-of-this-page.tsx";

export function ProductNotFound() {
  return (
    <main className="message">
      <h1>This product is not here any more</h1>
      <p>The seller has taken it down, or the address has a mistake in it.</p>
      <ShopOfThisPage />
    </main>
  );
}
