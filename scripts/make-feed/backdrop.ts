import { repeat } from "./product-drawing.ts";

/** Backdrops are larger than the picture so that the camera can drift over them. */
export const BACKDROP = { width: 1240, height: 2120 };

const { width, height } = BACKDROP;

function page(defs: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${defs}</defs>${body}</svg>`;
}

function fade(id: string, [from, to]: readonly [string, string]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
}

const fill = (id: string) => `<rect width="${width}" height="${height}" fill="url(#${id})"/>`;

const studio = (from: string, to: string, floor: string) =>
  page(
    `${fade("wall", [from, to])}<radialGradient id="spot" cx=".5" cy=".42" r=".55"><stop offset="0" stop-color="#fff" stop-opacity=".75"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>`,
    `${fill("wall")}${fill("spot")}<path d="M0 1480 C400 1420 840 1420 ${width} 1480 V${height} H0 Z" fill="${floor}"/>
     <path d="M0 1480 C400 1420 840 1420 ${width} 1480" stroke="#fff" stroke-opacity=".5" stroke-width="6" fill="none"/>`,
  );

const boxes = ["#b5523b", "#e0a458", "#5c7c5a", "#35556e", "#8c4f7d", "#d9c9a3"];

const shelves = () =>
  page(
    fade("wall", ["#6b4a33", "#3a271b"]),
    `${fill("wall")}${repeat(6, (row) => {
      const y = 120 + row * 300;
      return `<rect x="0" y="${y + 210}" width="${width}" height="34" fill="#a5764c"/><rect x="0" y="${y + 244}" width="${width}" height="14" fill="#1e130c" opacity=".6"/>
        ${repeat(7, (column) => {
          const boxHeight = 110 + ((row * 7 + column * 5) % 6) * 16;
          return `<rect x="${24 + column * 176}" y="${y + 210 - boxHeight}" width="150" height="${boxHeight}" rx="8" fill="${boxes[(row * 3 + column * 2) % boxes.length]}"/>
            <rect x="${24 + column * 176}" y="${y + 210 - boxHeight}" width="150" height="26" fill="#000" opacity=".22"/>`;
        })}`;
    })}<rect y="1760" width="${width}" height="360" fill="#c79a6b"/>`,
  );

const cloth = (ground: string, motif: string, edge: string) =>
  page(
    fade("ground", [ground, edge]),
    `${fill("ground")}${repeat(84, (index) => {
      const x = (index % 7) * 190 + (Math.floor(index / 7) % 2) * 95;
      const y = Math.floor(index / 7) * 182 + 60;
      return `<g transform="translate(${x} ${y}) rotate(${(index % 4) * 45})" opacity=".5"><path d="M0 -70 C40 -40 40 40 0 70 C-40 40 -40 -40 0 -70 Z" fill="${motif}"/><circle r="20" fill="${edge}"/></g>`;
    })}`,
  );

const street = () =>
  page(
    fade("sky", ["#27304f", "#f09a5c"]),
    `${fill("sky")}${repeat(46, (index) => {
      const x = (index * 353) % width;
      const y = 80 + ((index * 617) % 1300);
      const tint = ["#ffd27a", "#ff8f6b", "#7fd6ff", "#fff1c9"][index % 4];
      return `<circle cx="${x}" cy="${y}" r="${26 + ((index * 29) % 70)}" fill="${tint}" opacity="${0.16 + (index % 5) * 0.05}"/>`;
    })}<rect y="1500" width="${width}" height="620" fill="#3c3438"/>
    ${repeat(9, (index) => `<path d="M${index * 155} 1500 L${index * 240 - 340} ${height}" stroke="#5a4f52" stroke-width="7"/>`)}
    ${repeat(4, (index) => `<path d="M0 ${1560 + index * 140} H${width}" stroke="#5a4f52" stroke-width="6"/>`)}`,
  );

export const backdrops = {
  cream: () => studio("#f7e7cf", "#e9b98a", "#c98d5e"),
  mint: () => studio("#dff3e6", "#8fcbb0", "#5d9c82"),
  sky: () => studio("#e3f0ff", "#8fb4de", "#5c83b3"),
  blush: () => studio("#ffe3e6", "#f0a6b2", "#c8717f"),
  slate: () => studio("#c9ced8", "#6f7a8c", "#3f4756"),
  shelves,
  kitenge: () => cloth("#e2b33c", "#a8321f", "#1f4d63"),
  indigo: () => cloth("#3d4f9c", "#f0d9a0", "#1d2450"),
  street,
} as const satisfies Record<string, () => string>;

export type BackdropName = keyof typeof backdrops;
