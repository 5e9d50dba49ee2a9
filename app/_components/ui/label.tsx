import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export function Label({ className, htmlFor, children, ...props }: ComponentProps<"label">) {
  return (
    <label htmlFor={htmlFor} className={cn("text-[0.95rem] font-semibold", className)} {...props}>
      {children}
    </label>
  );
}
