import { notFound } from "next/navigation";
import { Suspense, type ReactNode } from "react";

/**
 * Answers 404 with these words in the HTML itself. Thrown outside a boundary, `notFound()` leaves
 * an empty document that only script fills; inside one, the fallback stays in it.
 */
export function NotThere({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={children}>
      <AnswerNotFound />
    </Suspense>
  );
}

function AnswerNotFound(): never {
  notFound();
}
