import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      className={cn(
        "grid content-start gap-4 rounded-card border-[1.5px] border-line bg-ground p-5",
        className,
      )}
      {...props}
    />
  );
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
  return (
    <h2 className={cn("text-[1.15rem] font-bold", className)} {...props}>
      {children}
    </h2>
  );
}
