import { getFormatter, getTranslations } from "next-intl/server";
import { Alert } from "#app/_components/ui/alert.tsx";
import { Button } from "#app/_components/ui/button.tsx";
import { Field } from "#app/_components/ui/field.tsx";
import { Select } from "#app/_components/ui/select.tsx";
import { DELETE_REASONS, undoUntil } from "#lib/catalogue/desk/change-state.ts";
import type { DeskProduct } from "#lib/catalogue/desk/desk-product.ts";
import { changeProduct } from "../actions.ts";

type Props = { product: DeskProduct };

/** What can be done with a product as it stands: each a form of its own. */
export async function StateForms({ product }: Props) {
  if (product.deletedAt !== null) return <Deleted product={product} at={product.deletedAt} />;
  const t = await getTranslations("desk");
  const change = changeProduct.bind(null, product.videoId);
  const isShown = product.state === "live";
  return (
    <div className="grid gap-3">
      <form action={change} className="flex flex-wrap gap-2">
        <Button variant="outline" name="to" value={isShown ? "unpublish" : "publish"}>
          {t(isShown ? "hide" : "show")}
        </Button>
        {product.state !== "archived" && (
          <Button variant="outline" name="to" value="archive">
            {t("archive")}
          </Button>
        )}
      </form>
      <details className="rounded-control border-[1.5px] border-line px-4">
        <summary className="flex min-h-11 items-center font-semibold text-bad">
          {t("delete.open")}
        </summary>
        <form action={change} className="grid gap-4 pb-4">
          <input type="hidden" name="to" value="delete" />
          <Field id="reason" label={t("delete.reason")} hint={t("delete.hint")}>
            {(control) => (
              <Select {...control} name="reason">
                {DELETE_REASONS.map((reason) => (
                  <option key={reason} value={reason}>
                    {t(`delete.reasons.${reason}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button variant="danger">{t("delete.now")}</Button>
        </form>
      </details>
    </div>
  );
}

async function Deleted({ product, at }: Props & { at: Date }) {
  const [t, format] = [await getTranslations("desk"), await getFormatter()];
  const until = format.dateTime(undoUntil(at), { dateStyle: "long" });
  return (
    <Alert tone="attention">
      <p>{t("delete.done", { date: until })}</p>
      <form action={changeProduct.bind(null, product.videoId)} className="pt-1">
        <Button name="to" value="undo_delete">
          {t("delete.undo")}
        </Button>
      </form>
    </Alert>
  );
}
