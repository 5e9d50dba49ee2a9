import type { FormState } from "#lib/catalogue/desk/desk-form.ts";
import type { FormWords } from "./product-form.tsx";

type Props = { clashes: FormState["clashes"]; words: FormWords };

/** Both values side by side, so that she can choose knowing both. */
export function ConflictTable({ clashes, words }: Props) {
  if (clashes.length === 0) return <p>{words.nothing}</p>;
  return (
    <table className="mt-2 w-full table-fixed border-collapse text-left">
      <thead>
        <tr>
          <th scope="col" className="w-1/4 py-1 pe-2 text-[0.92rem]">
            <span className="sr-only">{words.conflict.title}</span>
          </th>
          <th scope="col" className="py-1 pe-2">
            {words.mine}
          </th>
          <th scope="col" className="py-1">
            {words.theirs}
          </th>
        </tr>
      </thead>
      <tbody>
        {clashes.map(({ field, mine, theirs }) => (
          <tr key={field} className="border-t border-line align-top">
            <th scope="row" className="py-2 pe-2 text-[0.92rem] font-semibold break-words">
              {words.labels[field]}
            </th>
            <td className="py-2 pe-2 break-words">{mine || "–"}</td>
            <td className="py-2 break-words">{theirs || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
