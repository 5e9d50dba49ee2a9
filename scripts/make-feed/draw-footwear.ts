import { repeat, shading, type ProductDrawing } from "./product-drawing.ts";

export const heels: ProductDrawing = (palette) => `
  <defs>${shading("heel", palette)}</defs>
  ${[
    { dx: 60, dy: -130, scale: 0.86 },
    { dx: 0, dy: 60, scale: 1 },
  ]
    .map(
      ({ dx, dy, scale }) => `<g transform="translate(${dx} ${dy}) scale(${scale})">
    <path d="M795 330 L845 800 L815 800 L735 470 Z" fill="${palette.dark}"/>
    <path d="M100 760 C150 690 300 690 420 640 C560 580 640 470 700 330 C760 290 830 300 850 350
      C850 430 810 500 740 545 C640 650 520 760 330 800 C220 820 110 815 100 760 Z" fill="url(#heel)"/>
    <path d="M250 700 C380 670 520 590 610 470 C580 600 470 700 330 742 Z" fill="${palette.dark}" opacity=".55"/>
    <path d="M100 770 C200 812 330 806 420 770 L425 792 C320 832 190 832 104 796 Z" fill="${palette.accent}"/>
    <path d="M140 738 C220 690 300 700 360 678" stroke="#fff" stroke-width="14" opacity=".55" fill="none" stroke-linecap="round"/>
    <circle cx="500" cy="618" r="24" fill="${palette.accent}"/><circle cx="494" cy="611" r="9" fill="#fff" opacity=".8"/>
  </g>`,
    )
    .join("")}`;

export const sneaker: ProductDrawing = (palette) => `
  <defs>${shading("upper", palette)}</defs>
  <path d="M110 640 L90 470 C110 400 180 380 240 420 L420 470 C500 400 520 330 560 290 C640 330 700 330 770 290
    C820 380 900 480 905 600 L905 690 L115 690 Z" transform="translate(1000 0) scale(-1 1)" fill="url(#upper)"/>
  <path d="M70 660 C200 690 780 690 930 640 C945 720 930 770 890 780 L140 786 C80 786 60 730 70 660 Z" fill="#f6f4ef"/>
  <path d="M72 726 C240 750 760 750 936 706 C934 750 918 776 890 780 L140 786 C96 786 74 764 72 726 Z" fill="${palette.accent}"/>
  ${repeat(5, (index) => `<path d="M${420 + index * 52} ${352 + index * 26} l86 46" stroke="#fff" stroke-width="17" stroke-linecap="round"/>`)}
  <path d="M300 640 C420 600 520 520 760 470 C660 560 560 640 380 668 Z" fill="${palette.accent}"/>
  <path d="M120 560 C160 500 180 440 230 330" stroke="${palette.dark}" stroke-width="14" fill="none" opacity=".6"/>
  <path d="M760 500 C830 500 880 540 900 620" stroke="${palette.light}" stroke-width="12" fill="none" opacity=".8"/>
  ${repeat(9, (index) => `<circle cx="${790 + (index % 3) * 28}" cy="${530 + Math.floor(index / 3) * 26}" r="6" fill="${palette.dark}" opacity=".6"/>`)}`;

export const sandal: ProductDrawing = (palette) => `
  <defs>${shading("strap", palette)}</defs>
  ${[0, 1]
    .map(
      (
        side,
      ) => `<g transform="translate(${side * 440} ${side * 60}) rotate(${side * 10 - 8} 280 500)">
    <path d="M280 90 C400 90 420 250 400 420 C390 540 420 620 400 760 C390 880 170 880 160 760
      C140 620 170 540 160 420 C140 250 160 90 280 90 Z" fill="#c99b66"/>
    <path d="M280 120 C375 120 392 255 374 420 C362 540 390 620 372 750 C362 846 198 846 188 750
      C170 620 198 540 186 420 C168 255 185 120 280 120 Z" fill="#e4c79c"/>
    <path d="M150 330 C220 250 340 250 412 330 L404 440 C340 360 220 360 156 440 Z" fill="url(#strap)"/>
    <path d="M160 650 C230 580 330 580 402 650 L398 730 C330 670 230 670 164 730 Z" fill="url(#strap)"/>
    <rect x="246" y="270" width="70" height="60" rx="14" fill="${palette.accent}"/>
    <rect x="262" y="284" width="38" height="32" rx="8" fill="none" stroke="${palette.dark}" stroke-width="8"/>
  </g>`,
    )
    .join("")}`;

export const officeShoe: ProductDrawing = (palette) => `
  <defs>${shading("leather", palette)}</defs>
  ${[
    { dx: 40, dy: -190, scale: 0.9 },
    { dx: 0, dy: 40, scale: 1 },
  ]
    .map(
      ({ dx, dy, scale }) => `<g transform="translate(${dx} ${dy}) scale(${scale})">
    <path d="M90 700 C80 560 130 470 180 430 L400 440 C470 520 600 560 760 580 C880 596 930 640 925 710 Z" fill="url(#leather)"/>
    <path d="M84 700 L930 706 L930 744 L330 748 L322 790 L92 790 Z" fill="${palette.dark}"/>
    <path d="M690 574 C670 620 672 670 690 704" stroke="${palette.dark}" stroke-width="10" fill="none"/>
    ${repeat(4, (index) => `<path d="M${390 + index * 54} ${470 + index * 28} l-62 52" stroke="${palette.accent}" stroke-width="13" stroke-linecap="round"/>`)}
    <path d="M740 600 C800 606 860 622 892 662" stroke="#fff" stroke-width="16" opacity=".5" fill="none" stroke-linecap="round"/>
    <path d="M180 430 C240 470 330 470 400 440 L392 418 C330 440 240 440 186 408 Z" fill="${palette.accent}" opacity=".8"/>
  </g>`,
    )
    .join("")}`;

export const slides: ProductDrawing = (palette) => `
  <defs>${shading("slide", palette)}</defs>
  ${[0, 1]
    .map(
      (
        side,
      ) => `<g transform="translate(${side * 430 + 20} ${side * 40}) rotate(${6 - side * 12} 260 500)">
    <rect x="120" y="110" width="290" height="780" rx="145" fill="${palette.dark}"/>
    <rect x="142" y="132" width="246" height="736" rx="123" fill="url(#slide)"/>
    ${repeat(14, (index) => `<path d="M170 ${480 + index * 26} h190" stroke="${palette.dark}" stroke-width="8" opacity=".35"/>`)}
    <path d="M92 300 C190 220 340 220 438 300 L430 470 C340 390 190 390 100 470 Z" fill="${palette.body}" stroke="${palette.dark}" stroke-width="10"/>
    <path d="M160 350 C230 310 300 310 370 350" stroke="${palette.accent}" stroke-width="30" fill="none" stroke-linecap="round"/>
  </g>`,
    )
    .join("")}`;
