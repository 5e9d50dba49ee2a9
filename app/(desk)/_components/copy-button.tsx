"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "#app/_components/ui/button.tsx";

type Props = { text: string; label: string; done: string };

const SHOWN_MS = 3_000;
const neverChanges = () => () => undefined;
const hasClipboard = () => "clipboard" in navigator;

/** Comes with the script that it needs: without it the text beside it is marked and copied by hand. */
export function CopyButton({ text, label, done }: Props) {
  const canCopy = useSyncExternalStore(neverChanges, hasClipboard, () => false);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!canCopy) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Button type="button" variant="outline" onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? done : label}</span>
    </Button>
  );
}
