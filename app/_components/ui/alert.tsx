import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

const alertVariants = cva("grid gap-1 rounded-control border-l-4 bg-soft px-4 py-3", {
  variants: {
    tone: {
      note: "border-line",
      good: "border-good",
      bad: "border-bad",
      attention: "border-accent",
    },
  },
  defaultVariants: { tone: "note" },
});

type Props = ComponentProps<"div"> & VariantProps<typeof alertVariants>;

/** Something to know. One that comes up by itself stands in an `<output>`, or has `role="alert"`. */
export function Alert({ className, tone, ...props }: Props) {
  return <div className={cn(alertVariants({ tone }), className)} {...props} />;
}
