/** The gate answers 404 before it comes to this; for an operator the words are enough. */
export function NoSuchPage() {
  return (
    <main className="message">
      <h1>There is nothing at this address</h1>
    </main>
  );
}
