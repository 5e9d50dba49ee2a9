import { cn } from "./cn.ts";

type Props = {
  /** Percent. */
  value: number;
  label: string;
  className?: string;
};

export function Progress({ value, label, className }: Props) {
  const percent = Math.round(Math.min(100, Math.max(0, value)));
  return (
    <progress
      aria-label={label}
      max={100}
      value={percent}
      className={cn(
        "block h-3 w-full appearance-none overflow-hidden rounded-full bg-soft",
        "[&::-webkit-progress-bar]:bg-soft [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent",
        "[&::-moz-progress-bar]:rounded-full [&::-moz-progress-bar]:bg-accent",
        "motion-safe:[&::-webkit-progress-value]:transition-[inline-size] motion-safe:[&::-webkit-progress-value]:duration-500",
        className,
      )}
    >
      {percent} %
    </progress>
  );
}
