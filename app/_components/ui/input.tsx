import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export const controlClasses =
  "block min-h-12 w-full min-w-0 rounded-control border-[1.5px] border-edge bg-ground px-3.5 py-2 text-[1.05rem] text-ink aria-invalid:border-bad";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn(controlClasses, className)} {...props} />;
}
