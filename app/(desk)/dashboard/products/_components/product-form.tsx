"use client";

import { useActionState } from "react";
import { Alert } from "#app/_components/ui/alert.tsx";
import { Button } from "#app/_components/ui/button.tsx";
import { cn } from "#app/_components/ui/cn.ts";
import { Field } from "#app/_components/ui/field.tsx";
import { controlClasses, Input } from "#app/_components/ui/input.tsx";
import { Select } from "#app/_components/ui/select.tsx";
import type { FormState } from "#lib/catalogue/desk/desk-form.ts";
import type { DeskField, FieldProblemCode } from "#lib/catalogue/desk/typed-changes.ts";
import { ConflictTable } from "./conflict-table.tsx";

type Sourced = Exclude<DeskField, "currency">;

export type FormWords = {
  labels: Record<DeskField, string>;
  /** Where each field came from, in a sentence. */
  sources: Record<Sourced, string>;
  hers: Record<Sourced, boolean>;
  problems: Record<FieldProblemCode, string>;
  hints: { sizes: string; tags: string };
  currencies: string[];
  categories: { value: string; name: string }[];
  conflict: { title: string; lead: string };
  mine: string;
  theirs: string;
  nothing: string;
  save: string;
  saveMine: string;
  back: string;
  saved: string;
  unchanged: string;
  wrong: string;
  notFound: string;
};

type Props = {
  initial: FormState;
  words: FormWords;
  save: (before: FormState, form: FormData) => Promise<FormState>;
};

const FIELDS: readonly DeskField[] = [
  "title",
  "description",
  "price",
  "currency",
  "sizes",
  "category",
  "tags",
];
/** The whole product in one form. Without script the same action answers with the same page. */
export function ProductForm({ initial, words, save }: Props) {
  const [state, act, isPending] = useActionState(save, initial);
  const { values, problems } = state;
  const error = (field: DeskField) => {
    const problem = problems[field];
    return problem && words.problems[problem];
  };
  const about = (field: Sourced, hint?: string) => (
    <Provenance
      field={field}
      source={words.sources[field]}
      hint={hint}
      back={words.hers[field] ? `${words.back}: ${words.labels[field]}` : undefined}
    />
  );
  return (
    <form action={act} className="grid gap-5" noValidate>
      <Outcome state={state} words={words} />
      <input type="hidden" name="revision" value={state.revision} />
      {FIELDS.map((field) => (
        <input key={field} type="hidden" name={`was.${field}`} value={state.was[field]} />
      ))}
      {/* The first button is what Enter presses: saving, not giving back. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
        {words.save}
      </button>
      <div className="grid grid-cols-[1fr_7.5rem] gap-3">
        <Field id="price" label={words.labels.price} error={error("price")}>
          {(control) => (
            <Input
              {...control}
              name="price"
              inputMode="decimal"
              maxLength={60}
              defaultValue={values.price}
            />
          )}
        </Field>
        <Field id="currency" label={words.labels.currency} error={error("currency")}>
          {(control) => (
            <Select {...control} name="currency" defaultValue={values.currency}>
              {words.currencies.map((code) => (
                <option key={code}>{code}</option>
              ))}
            </Select>
          )}
        </Field>
        <div className="col-span-2 -mt-1">{about("price")}</div>
      </div>
      <Field id="title" label={words.labels.title} error={error("title")} hint={about("title")}>
        {(control) => (
          <Input {...control} name="title" maxLength={300} defaultValue={values.title} />
        )}
      </Field>
      <Field
        id="sizes"
        label={words.labels.sizes}
        error={error("sizes")}
        hint={about("sizes", words.hints.sizes)}
      >
        {(control) => (
          <Input {...control} name="sizes" maxLength={400} defaultValue={values.sizes} />
        )}
      </Field>
      <Field
        id="category"
        label={words.labels.category}
        error={error("category")}
        hint={about("category")}
      >
        {(control) => (
          <Select {...control} name="category" defaultValue={values.category}>
            {words.categories.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        id="tags"
        label={words.labels.tags}
        error={error("tags")}
        hint={about("tags", words.hints.tags)}
      >
        {(control) => (
          <Input {...control} name="tags" maxLength={1_500} defaultValue={values.tags} />
        )}
      </Field>
      <Field
        id="description"
        label={words.labels.description}
        error={error("description")}
        hint={about("description")}
      >
        {(control) => (
          <textarea
            {...control}
            name="description"
            className={cn(controlClasses, "min-h-28")}
            maxLength={2_000}
            defaultValue={values.description}
          />
        )}
      </Field>
      <Button width="full" disabled={isPending}>
        {state.kind === "conflict" ? words.saveMine : words.save}
      </Button>
    </form>
  );
}

function Outcome({ state, words }: { state: FormState; words: FormWords }) {
  switch (state.kind) {
    case "open":
      return null;
    case "changed":
      return (
        <output>
          <Alert tone="good">
            <p>{words.saved}</p>
          </Alert>
        </output>
      );
    case "unchanged":
      return (
        <output>
          <Alert>
            <p>{words.unchanged}</p>
          </Alert>
        </output>
      );
    case "invalid":
    case "not_found":
      return (
        <Alert tone="bad" role="alert">
          <p>{state.kind === "invalid" ? words.wrong : words.notFound}</p>
        </Alert>
      );
    case "conflict":
      return (
        <Alert tone="attention" role="alert">
          <p className="font-bold">{words.conflict.title}</p>
          <p>{words.conflict.lead}</p>
          <ConflictTable clashes={state.clashes} words={words} />
        </Alert>
      );
    default:
      return state.kind satisfies never;
  }
}

type ProvenanceProps = {
  field: Sourced;
  source: string;
  hint?: string | undefined;
  back: string | undefined;
};

function Provenance({ field, source, hint, back }: ProvenanceProps) {
  return (
    <span className="flex flex-wrap items-center justify-between gap-x-3 text-[0.92rem] text-quiet">
      <span className="min-w-0 break-words">
        {source}
        {hint !== undefined && <span className="block">{hint}</span>}
      </span>
      {back !== undefined && (
        <button
          type="submit"
          name="back"
          value={field}
          className="min-h-11 font-semibold text-ink underline"
        >
          {back}
        </button>
      )}
    </span>
  );
}
