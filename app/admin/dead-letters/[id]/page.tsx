import type { Metadata } from "next";
import * as z from "zod";
import { ADMIN_HOME } from "#lib/doors/admin-door.ts";
import { AdminHeader } from "../../_components/admin-header.tsx";
import { admitsOperator } from "../../_components/admits-operator.ts";
import { NoSuchPage } from "../../_components/no-such-page.tsx";
import { readDeadLetter } from "../_data/read-dead-letter-page.ts";
import { Done } from "../_components/done.tsx";
import { LetterFacts } from "../_components/letter-facts.tsx";
import { LetterForms } from "../_components/letter-forms.tsx";
import { Timeline } from "../_components/timeline.tsx";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export const metadata: Metadata = { title: "Dead letter" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DeadLetterPage({ params, searchParams }: Props) {
  if (!(await admitsOperator())) return <NoSuchPage />;
  const id = z.guid().safeParse((await params).id);
  const read = id.success ? await readDeadLetter(id.data) : undefined;
  if (read === undefined) return <NoSuchPage />;
  const { letter, timeline } = read;
  return (
    <main className="admin">
      <p className="back">
        <a href={ADMIN_HOME}>← All dead letters</a>
      </p>
      <AdminHeader title={letter.consumer}>
        <p className="quiet">could not handle {letter.eventType}</p>
      </AdminHeader>
      <Done given={await searchParams} />
      <LetterFacts letter={letter} />
      <LetterForms letter={letter} />
      <h2>What happened to it</h2>
      <Timeline events={timeline} eventId={letter.eventId} />
    </main>
  );
}
