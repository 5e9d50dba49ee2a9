import type { Metadata } from "next";
import type { ReactNode } from "react";
import "./_styles/admin.css";

export const metadata: Metadata = {
  title: "Operator",
  robots: { index: false, follow: false },
};

export default function AdminLayout({ children }: { children: ReactNode }) {
  return children;
}
