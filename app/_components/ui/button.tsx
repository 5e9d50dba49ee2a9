import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** Also for links that look like a button: `<a className={buttonVariants()}>`. */
export const buttonVariants = cva(
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-full px-5 py-2.5 text-center font-semibold no-underline disabled:cursor-not-allowed disabled:opacity-60",
  {
    variants: {
      variant: {
        primary: "bg-accent text-ground active:opacity-85",
        outline: "border-[1.5px] border-edge bg-ground text-ink active:bg-soft",
        quiet: "text-ink underline active:bg-soft",
        danger: "border-[1.5px] border-bad bg-ground text-bad active:bg-soft",
        whatsapp: "bg-whatsapp text-on-whatsapp active:opacity-85",
      },
      width: { fit: "", full: "w-full" },
    },
    defaultVariants: { variant: "primary", width: "fit" },
  },
);

type Props = ComponentProps<"button"> & VariantProps<typeof buttonVariants>;

export function Button({ className, variant, width, type = "submit", ...props }: Props) {
  // The type is one of the three that exist; lint wants to see it written down.
  return (
    // oxlint-disable-next-line react/button-has-type
    <button type={type} className={cn(buttonVariants({ variant, width }), className)} {...props} />
  );
}
