import type { Metadata } from "next";
import { fromCursor, parseListFields } from "#lib/doors/admin-dead-letters.ts";
import { AdminHeader } from "../_components/admin-header.tsx";
import { admitsOperator } from "../_components/admits-operator.ts";
import { NoSuchPage } from "../_components/no-such-page.tsx";
import { readDeadLetterPage } from "./_data/read-dead-letter-page.ts";
import { Done } from "./_components/done.tsx";
import { FilterForm } from "./_components/filter-form.tsx";
import { listAddress } from "./_components/list-address.ts";
import { LetterList } from "./_components/letter-list.tsx";
import { Unpublished } from "./_components/unpublished.tsx";

/** Rendered whole for each request: a streamed page is not complete without script. */
export const instant = false;

export const metadata: Metadata = { title: "Dead letters" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeadLettersPage({ searchParams }: Props) {
  if (!(await admitsOperator())) return <NoSuchPage />;
  const given = await searchParams;
  const fields = parseListFields(given);
  const { letters, found, open, next, unpublished } = await readDeadLetterPage(fields);
  return (
    <main className="admin">
      <AdminHeader title="Dead letters">
        <p className="quiet">Deliveries that failed for good. {open} open.</p>
      </AdminHeader>
      <Done given={given} />
      <Unpublished events={unpublished} fields={fields} />
      <FilterForm fields={fields} />
      {letters.length === 0 ? (
        <div className="empty">
          <h2>Nothing here</h2>
          <p>No delivery that matches has failed for good.</p>
        </div>
      ) : (
        <LetterList letters={letters} found={found} fields={fields} />
      )}
      {next !== null && (
        <a className="button" href={listAddress({ ...fields, before: fromCursor(next) })}>
          Older ones
        </a>
      )}
    </main>
  );
}
