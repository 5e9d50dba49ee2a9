"use client";

import ErrorPage from "./error.tsx";
import "./_styles/base.css";
import "./_styles/states.css";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function GlobalError(props: Props) {
  return (
    <html lang="en">
      <body>
        <title>That did not work</title>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
