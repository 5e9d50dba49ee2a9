import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./_styles/base.css";
import "./_styles/shop.css";
import "./_styles/product.css";
import "./_styles/front.css";
import "./_styles/states.css";

export const metadata: Metadata = {
  title: { default: "Shops made of TikTok videos", template: "%s" },
  description: "Post a video, get an orderable product. Shoppers order on WhatsApp.",
  formatDetection: { telephone: false, address: false, email: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#14110f" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
