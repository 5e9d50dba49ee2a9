/** Colours of one product: body, its darker side, its lighter side, and a contrast for details. */
export type Palette = { body: string; dark: string; light: string; accent: string };

/** Draws a product as SVG markup inside a 1000×1000 box. */
export type ProductDrawing = (palette: Palette) => string;

export const palettes = {
  crimson: { body: "#c81e3a", dark: "#7d0f22", light: "#f0647a", accent: "#f7d9a8" },
  navy: { body: "#223a6b", dark: "#121f3d", light: "#5b7ab8", accent: "#e8c568" },
  emerald: { body: "#128a62", dark: "#0a4f39", light: "#55c79d", accent: "#f5e6b8" },
  tan: { body: "#b9814a", dark: "#7a5028", light: "#e0b485", accent: "#3b2615" },
  black: { body: "#26262b", dark: "#0f0f12", light: "#63636d", accent: "#d9b45b" },
  white: { body: "#f1efe9", dark: "#bdb8ab", light: "#ffffff", accent: "#d2452f" },
  sunset: { body: "#ee7b2f", dark: "#a8480f", light: "#ffb47a", accent: "#3f2a78" },
  lilac: { body: "#8f6cc9", dark: "#583f8c", light: "#c6aef0", accent: "#ffe08a" },
  denim: { body: "#4a6d96", dark: "#2b4463", light: "#86a7cc", accent: "#d99a3c" },
  rose: { body: "#e58aa4", dark: "#ad5069", light: "#ffc4d3", accent: "#7b2f44" },
} as const satisfies Record<string, Palette>;

/** A linear gradient of a palette, lit from the upper left. */
export function shading(id: string, palette: Palette): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0.8" y2="1">
    <stop offset="0" stop-color="${palette.light}"/>
    <stop offset="0.45" stop-color="${palette.body}"/>
    <stop offset="1" stop-color="${palette.dark}"/>
  </linearGradient>`;
}

/** `count` copies of a drawing, each placed by its index. */
export function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join("");
}
