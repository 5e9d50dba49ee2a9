import { repeat, shading, type ProductDrawing } from "./product-drawing.ts";

export const handbag: ProductDrawing = (palette) => `
  <defs>${shading("hide", palette)}</defs>
  <path d="M320 420 C320 120 680 120 680 420" stroke="${palette.dark}" stroke-width="40" fill="none"/>
  <path d="M320 420 C330 150 670 150 680 420" stroke="${palette.light}" stroke-width="12" fill="none"/>
  <path d="M170 400 H830 L890 860 C890 900 860 920 820 920 H180 C140 920 110 900 110 860 Z" fill="url(#hide)"/>
  <path d="M170 400 H830 L850 560 C720 660 280 660 150 560 Z" fill="${palette.body}" stroke="${palette.dark}" stroke-width="8"/>
  <rect x="440" y="560" width="120" height="110" rx="20" fill="${palette.accent}"/>
  <rect x="472" y="590" width="56" height="50" rx="12" fill="${palette.dark}"/>
  <path d="M190 430 H810" stroke="${palette.accent}" stroke-width="6" stroke-dasharray="20 10"/>
  <circle cx="320" cy="426" r="26" fill="${palette.accent}"/><circle cx="680" cy="426" r="26" fill="${palette.accent}"/>`;

export const backpack: ProductDrawing = (palette) => `
  <defs>${shading("nylon", palette)}</defs>
  <path d="M420 130 C420 50 580 50 580 130" stroke="${palette.dark}" stroke-width="30" fill="none"/>
  <path d="M250 330 C250 40 750 40 750 330 V860 C750 930 700 950 640 950 H360 C300 950 250 930 250 860 Z" fill="url(#nylon)"/>
  <path d="M170 480 C190 420 250 420 250 420 V860 C190 860 160 820 170 700 Z M830 480 C810 420 750 420 750 420 V860 C810 860 840 820 830 700 Z" fill="${palette.dark}"/>
  <rect x="310" y="560" width="380" height="320" rx="50" fill="${palette.body}" stroke="${palette.dark}" stroke-width="10"/>
  <path d="M320 640 H680" stroke="${palette.accent}" stroke-width="14"/><rect x="600" y="632" width="22" height="70" rx="8" fill="${palette.accent}"/>
  <path d="M290 400 C290 220 710 220 710 400" stroke="${palette.accent}" stroke-width="14" fill="none"/>
  <rect x="430" y="720" width="140" height="90" rx="18" fill="${palette.light}"/>`;

export const phone: ProductDrawing = (palette) => `
  <defs>${shading("screen", palette)}</defs>
  <g transform="rotate(-8 400 500)"><rect x="180" y="70" width="420" height="860" rx="70" fill="${palette.dark}"/>
    <rect x="204" y="94" width="372" height="812" rx="52" fill="url(#screen)"/>
    <rect x="330" y="116" width="120" height="30" rx="15" fill="#08080a"/>
    <path d="M204 640 C330 520 440 720 576 560 V854 C576 890 550 906 524 906 H256 C226 906 204 890 204 854 Z" fill="${palette.accent}" opacity=".75"/>
    <text x="390" y="330" font-family="Liberation Sans" font-size="110" font-weight="bold" fill="#fff" text-anchor="middle">9:41</text>
    ${repeat(4, (index) => `<rect x="${246 + index * 78}" y="790" width="58" height="58" rx="16" fill="#fff" opacity=".85"/>`)}</g>
  <g transform="rotate(9 720 560)"><rect x="560" y="180" width="360" height="740" rx="64" fill="${palette.body}" stroke="${palette.dark}" stroke-width="12"/>
    <rect x="596" y="214" width="160" height="220" rx="46" fill="${palette.dark}"/>
    <circle cx="676" cy="272" r="44" fill="#0b0b0e" stroke="${palette.light}" stroke-width="10"/><circle cx="676" cy="374" r="44" fill="#0b0b0e" stroke="${palette.light}" stroke-width="10"/>
    <circle cx="662" cy="258" r="11" fill="#9fc4ff"/><circle cx="662" cy="360" r="11" fill="#9fc4ff"/></g>`;

export const earbuds: ProductDrawing = (palette) => `
  <defs>${shading("shell", palette)}</defs>
  <rect x="200" y="470" width="600" height="430" rx="140" fill="url(#shell)"/>
  <path d="M200 620 C200 560 800 560 800 620" stroke="${palette.dark}" stroke-width="10" fill="none"/>
  <circle cx="500" cy="730" r="14" fill="#3ad07a"/>
  ${[0, 1]
    .map(
      (side) => `<g transform="translate(${side * 1000} 0) scale(${side === 0 ? 1 : -1} 1)">
    <rect x="300" y="200" width="74" height="330" rx="37" fill="${palette.light}" stroke="${palette.dark}" stroke-width="6"/>
    <circle cx="350" cy="210" r="110" fill="url(#shell)" stroke="${palette.dark}" stroke-width="6"/>
    <ellipse cx="420" cy="220" rx="44" ry="62" fill="${palette.dark}"/><circle cx="316" cy="176" r="20" fill="#fff" opacity=".9"/>
    <rect x="318" y="480" width="38" height="38" rx="10" fill="${palette.accent}"/>
  </g>`,
    )
    .join("")}`;

export const smartWatch: ProductDrawing = (palette) => `
  <defs>${shading("band", palette)}</defs>
  <path d="M360 40 H640 L670 300 H330 Z M330 700 H670 L640 960 H360 Z" fill="url(#band)"/>
  ${repeat(5, (index) => `<rect x="470" y="${740 + index * 42}" width="60" height="18" rx="9" fill="${palette.dark}"/>`)}
  <rect x="270" y="260" width="460" height="480" rx="120" fill="${palette.dark}" stroke="${palette.light}" stroke-width="14"/>
  <rect x="306" y="296" width="388" height="408" rx="92" fill="#07080c"/>
  <text x="500" y="490" font-family="Liberation Sans" font-size="150" font-weight="bold" fill="#fff" text-anchor="middle">10:09</text>
  <path d="M390 600 A 60 60 0 1 1 450 650" stroke="#ff4d6d" stroke-width="20" fill="none" stroke-linecap="round"/>
  <path d="M560 600 A 50 50 0 1 1 610 640" stroke="#41e08b" stroke-width="20" fill="none" stroke-linecap="round"/>
  <text x="500" y="370" font-family="Liberation Sans" font-size="44" fill="${palette.accent}" text-anchor="middle">FRI 13</text>
  <rect x="730" y="420" width="36" height="110" rx="16" fill="${palette.light}"/>`;

export const powerBank: ProductDrawing = (palette) => `
  <defs>${shading("case", palette)}</defs>
  <g transform="rotate(-6 500 500)"><rect x="280" y="90" width="440" height="820" rx="80" fill="url(#case)" stroke="${palette.dark}" stroke-width="10"/>
    <rect x="380" y="180" width="240" height="130" rx="26" fill="#07080c"/>
    <text x="500" y="276" font-family="Liberation Mono" font-size="100" font-weight="bold" fill="#5fe3ff" text-anchor="middle">98%</text>
    <text x="500" y="560" font-family="Liberation Sans" font-size="76" font-weight="bold" fill="${palette.accent}" text-anchor="middle">20000</text>
    <text x="500" y="630" font-family="Liberation Sans" font-size="48" fill="${palette.accent}" text-anchor="middle">mAh</text>
    ${repeat(3, (index) => `<rect x="${360 + index * 104}" y="810" width="72" height="36" rx="8" fill="#07080c"/>`)}
    <path d="M312 160 V840" stroke="#fff" stroke-width="10" opacity=".35"/></g>
  <path d="M640 880 C720 980 900 900 880 700" stroke="#f2f2f2" stroke-width="24" fill="none"/><rect x="852" y="620" width="56" height="100" rx="12" fill="#d9d9d9"/>`;
