import { repeat, shading, type ProductDrawing } from "./product-drawing.ts";

export const dress: ProductDrawing = (palette) => `
  <defs>${shading("cloth", palette)}
    <clipPath id="cut"><path d="M390 90 C430 150 570 150 610 90 L690 120 L650 330 C650 400 640 430 630 460
      C720 600 790 780 820 900 C640 960 360 960 180 900 C210 780 280 600 370 460 C360 430 350 400 350 330 L310 120 Z"/></clipPath>
  </defs>
  <g clip-path="url(#cut)">
    <rect width="1000" height="1000" fill="url(#cloth)"/>
    ${repeat(42, (index) => {
      const x = 190 + (index % 6) * 124 + (Math.floor(index / 6) % 2) * 62;
      const y = 140 + Math.floor(index / 6) * 120;
      return `<g transform="translate(${x} ${y})"><circle r="40" fill="none" stroke="${palette.accent}" stroke-width="10"/>
        <circle r="20" fill="${palette.light}"/><path d="M0 -40 L0 40 M-40 0 L40 0" stroke="${palette.dark}" stroke-width="6"/></g>`;
    })}
    <path d="M330 440 H670 V486 H330 Z" fill="${palette.accent}"/>
    <path d="M420 500 C380 700 340 820 300 950 M580 500 C620 700 660 820 700 950 M500 500 V960" stroke="${palette.dark}" stroke-width="12" opacity=".35" fill="none"/>
  </g>
  <path d="M390 90 C430 150 570 150 610 90" stroke="${palette.accent}" stroke-width="14" fill="none"/>`;

export const tracksuit: ProductDrawing = (palette) => `
  <defs>${shading("fleece", palette)}</defs>
  <path d="M330 60 L430 40 C470 80 530 80 570 40 L670 60 L820 380 L730 420 L670 280 L670 520 H330 L330 280 L270 420 L180 380 Z" fill="url(#fleece)"/>
  <path d="M500 76 V520" stroke="${palette.accent}" stroke-width="12"/>
  <path d="M340 70 L200 372 M660 70 L800 372" stroke="${palette.accent}" stroke-width="26"/>
  <path d="M340 560 H660 L720 960 H560 L500 690 L440 960 H280 Z" fill="url(#fleece)"/>
  <path d="M356 570 L304 950 M644 570 L696 950" stroke="${palette.accent}" stroke-width="24"/>
  <path d="M430 40 C470 90 530 90 570 40" stroke="${palette.dark}" stroke-width="24" fill="none"/>`;

export const denimJacket: ProductDrawing = (palette) => `
  <defs>${shading("denim", palette)}</defs>
  <path d="M310 130 L430 90 L500 170 L570 90 L690 130 L880 560 L760 620 L700 430 V900 H300 V430 L240 620 L120 560 Z" fill="url(#denim)"/>
  <path d="M430 90 L500 170 L570 90 L640 210 L500 300 L360 210 Z" fill="${palette.dark}"/>
  <path d="M500 300 V900" stroke="${palette.dark}" stroke-width="16"/>
  ${repeat(6, (index) => `<circle cx="530" cy="${350 + index * 96}" r="15" fill="${palette.accent}"/>`)}
  ${[330, 560].map((x) => `<path d="M${x} 400 h120 v46 l-60 26 l-60 -26 Z M${x + 10} 472 v110 h100 v-110" fill="${palette.light}" fill-opacity=".5" stroke="${palette.accent}" stroke-width="6" stroke-dasharray="14 8"/>`).join("")}
  <path d="M300 850 H700" stroke="${palette.accent}" stroke-width="7" stroke-dasharray="16 9"/>
  <path d="M340 640 L320 840 M660 640 L680 840" stroke="${palette.accent}" stroke-width="6" stroke-dasharray="16 9"/>`;

export const topAndSkirt: ProductDrawing = (palette) => `
  <defs>${shading("knit", palette)}</defs>
  <path d="M360 80 C420 150 580 150 640 80 L740 150 L690 270 L650 250 V400 H350 V250 L310 270 L260 150 Z" fill="${palette.accent}"/>
  ${repeat(7, (index) => `<path d="M352 ${190 + index * 30} H648" stroke="${palette.dark}" stroke-width="7" opacity=".3"/>`)}
  <path d="M340 470 H660 L800 900 C620 960 380 960 200 900 Z" fill="url(#knit)"/>
  <path d="M334 460 H666 V520 H334 Z" fill="${palette.dark}"/>
  ${repeat(7, (index) => `<path d="M${372 + index * 43} 520 L${270 + index * 77} 925" stroke="${palette.light}" stroke-width="9" opacity=".7"/>`)}`;

export const bucketHat: ProductDrawing = (palette) => `
  <defs>${shading("felt", palette)}</defs>
  <path d="M310 300 C330 190 670 190 690 300 L740 580 H260 Z" fill="url(#felt)"/>
  <path d="M250 570 H750 C850 640 900 720 910 780 C700 860 300 860 90 780 C100 720 150 640 250 570 Z" fill="${palette.body}"/>
  <path d="M250 570 C400 620 600 620 750 570 L762 620 C600 672 400 672 238 620 Z" fill="${palette.accent}"/>
  ${repeat(4, (index) => `<path d="M${210 - index * 30} ${650 + index * 32} C400 ${720 + index * 30} 600 ${720 + index * 30} ${790 + index * 30} ${650 + index * 32}" stroke="${palette.dark}" stroke-width="6" stroke-dasharray="18 10" fill="none" opacity=".7"/>`)}
  <circle cx="420" cy="430" r="16" fill="${palette.dark}"/><circle cx="580" cy="430" r="16" fill="${palette.dark}"/>`;

export const headwrap: ProductDrawing = (palette) => `
  <defs>${shading("wrap", palette)}</defs>
  <path d="M500 880 C330 880 250 740 260 600 L740 600 C750 740 670 880 500 880 Z" fill="#7a4a2c"/>
  <path d="M230 620 C200 420 330 300 500 300 C670 300 800 420 770 620 C620 520 380 520 230 620 Z" fill="url(#wrap)"/>
  <path d="M500 330 C420 120 240 90 200 190 C190 300 340 350 500 330 Z" fill="${palette.body}"/>
  <path d="M500 330 C580 120 760 90 800 190 C810 300 660 350 500 330 Z" fill="${palette.dark}"/>
  <ellipse cx="500" cy="330" rx="80" ry="60" fill="${palette.light}"/>
  ${repeat(9, (index) => `<circle cx="${275 + index * 56}" cy="${500 - Math.round(70 * Math.sin((index / 8) * Math.PI))}" r="19" fill="${palette.accent}"/>`)}
  <path d="M260 560 C400 470 600 470 740 560 M300 440 C420 380 580 380 700 440" stroke="${palette.accent}" stroke-width="12" fill="none"/>
  <circle cx="250" cy="700" r="34" fill="none" stroke="${palette.accent}" stroke-width="14"/><circle cx="750" cy="700" r="34" fill="none" stroke="${palette.accent}" stroke-width="14"/>`;
