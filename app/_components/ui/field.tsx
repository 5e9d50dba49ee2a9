import type { ReactNode } from "react";
import { Label } from "./label.tsx";

/** What ties a control to its label, hint and error for a screen reader. */
export type ControlProps = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type Props = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  /** A sentence in her language; it is read out with the control. */
  error?: ReactNode;
  children: (control: ControlProps) => ReactNode;
};

/** A control with its label, and beside it what is wrong with what was typed. */
export function Field({ id, label, hint, error, children }: Props) {
  const [hintId, errorId] = [`${id}-hint`, `${id}-error`];
  const described = [...(error ? [errorId] : []), ...(hint ? [hintId] : [])].join(" ");
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children({
        id,
        ...(described === "" ? {} : { "aria-describedby": described }),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {error && (
        <p id={errorId} role="alert" className="font-medium text-bad">
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-[0.92rem] text-quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
