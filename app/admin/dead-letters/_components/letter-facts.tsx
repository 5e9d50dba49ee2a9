import type { ReactNode } from "react";
import type { DeadLetter } from "#lib/events/list-dead-letters.ts";
import { Moment } from "../../_components/moment.tsx";
import { WORDS_OF_REASON, WORDS_OF_STATE } from "../../_components/words.ts";

export function LetterFacts({ letter }: { letter: DeadLetter }) {
  return (
    <dl className="letter-facts">
      <Fact name="State">
        <span className={`state state-${letter.state}`}>{WORDS_OF_STATE[letter.state]}</span>{" "}
        {letter.handledAt !== null && <Moment at={letter.handledAt} />}
      </Fact>
      <Fact name="Reason">
        {WORDS_OF_REASON[letter.reason]}
        {letter.status !== null && `, answered ${letter.status}`}
      </Fact>
      <Fact name="Last error">
        <span className="letter-error">{letter.error}</span>
      </Fact>
      {letter.firstError !== null && letter.firstError !== letter.error && (
        <Fact name="First error">
          <span className="letter-error">{letter.firstError}</span>
        </Fact>
      )}
      <Fact name="Attempts">{letter.attempts}</Fact>
      <Fact name="Given up">
        <Moment at={letter.failedAt} />
      </Fact>
      {letter.redrives > 0 && (
        <Fact name="Run again">
          {letter.redrives} {letter.redrives === 1 ? "time" : "times"}
          {letter.redrivenAt !== null && (
            <>
              , last <Moment at={letter.redrivenAt} />
            </>
          )}
        </Fact>
      )}
      {letter.setAsideAt !== null && <Fact name="Set aside">“{letter.setAsideReason}”</Fact>}
      {letter.sellerHandle !== null && <Fact name="Seller">{letter.sellerHandle}</Fact>}
      {letter.videoId !== null && <Fact name="Video">{letter.videoId}</Fact>}
      <Fact name="Event">
        <code>{letter.eventId}</code>
      </Fact>
      <Fact name="Correlation">
        <code>{letter.correlationId}</code>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
