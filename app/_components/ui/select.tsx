import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { controlClasses } from "./input.tsx";

/** The phone's own list: it works before JavaScript, and with every screen reader. */
export function Select({ className, ...props }: ComponentProps<"select">) {
  return <select className={cn(controlClasses, "pr-8", className)} {...props} />;
}
