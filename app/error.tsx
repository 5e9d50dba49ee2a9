"use client";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: Props) {
  return (
    <main className="message">
      <h1>That did not work</h1>
      <p>The fault is ours, not yours. Trying again often helps.</p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
      {error.digest !== undefined && <p className="quiet">If you write to us: {error.digest}</p>}
    </main>
  );
}
