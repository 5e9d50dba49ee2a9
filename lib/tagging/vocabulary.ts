import { stem } from "../captions/stem.ts";

/** What a word says of a product; `filler` and `place` only help to take hashtags apart. */
export type Aspect = "colour" | "material" | "style" | "audience" | "brand" | "place" | "filler";

export type Term = { aspect: Aspect; tag: string };

/** `tag: other words that mean it`, in the languages of the sellers. */
const tables: Record<Exclude<Aspect, "place" | "filler">, string> = {
  colour: `
black: jet black, nyeusi, mweusi, cheusi, jeusi, vyeusi, weusi, nzirugavu, enzirugavu, enddugavu, umukara, noir, noire, noirs, noires, ጥቁር
white: off white, nyeupe, mweupe, cheupe, jeupe, vyeupe, njeru, enjeru, umweru, blanc, blanche, blancs, blanches, ነጭ
red: nyekundu, mwekundu, chekundu, jekundu, vyekundu, mmyufu, emmyufu, umutuku, rouge, rouges, ቀይ
blue: royal blue, sky blue, baby blue, buluu, bluu, bbulu, ubururu, bleu, bleue, bleus, ሰማያዊ
green: army green, olive green, olive, emerald, emerald green, kijani, kiragala, icyatsi, vert, verte, verts, አረንጓዴ
yellow: mustard, njano, manjano, umuhondo, jaune, jaunes, ቢጫ
pink: hot pink, baby pink, dusty pink, pinki
orange: burnt orange, machungwa
purple: zambarau, violet, violette, lilac, lavender
brown: coffee brown, chocolate brown, kahawia, marron, kitaka, ቡኒ
grey: gray, ash grey, charcoal grey, gris, grise
beige: khaki, tan, camel
cream: ivory
nude: nude pink
maroon: burgundy, wine red
navy: navy blue
gold: golden, rose gold, dhahabu, dore, doree
silver: fedha, argente, argentee
teal: turquoise, turquoise blue
multicolour: multicolor, multicoloured, multicolored, rangi nyingi`,
  material: `
leather: genuine leather, pure leather, real leather, faux leather, pu leather, ngozi, cuir, uruhu
denim: jean material
satin:
silk: hariri, soie
cotton: pure cotton, pamba, coton
linen: lin
chiffon:
velvet: velours
lace:
crochet: crotchet, knitted, handknit
ankara: african print, wax print, pagne wax
kitenge: chitenge, vitenge, ibitenge
wool: woolen, woollen, laine
suede:
canvas:
fleece:
organza:
sequin: sequins, sequined
crepe:
corduroy:
stainless steel: stainless, inox
wooden: wood, mahogany, mbao, bois, hardwood
ceramic: porcelain
bamboo:
rattan:
marble:
granite: granite coating
memory foam: high density foam
human hair: 100% human hair
brazilian: peruvian hair, vietnamese hair
bone straight:
gold plated: gold plate, plaque or
sterling silver: 925 silver
beaded: beads work`,
  style: `
wedding: harusi, mariage, embaga, ubukwe
bridal: bride
party: birthday party, club wear
office: official, ofisi, bureau, corporate
casual: smart casual
school: shule, ecole, essomero, ishuri, back to school
church: sunday best
gym: workout
vintage: retro
thrift: mitumba, thrifted, grade one thrift, okrika, friperie
oversized: oversize, baggy
plus size: plus-size, curvy
maxi: floor length
midi:
mini:
bodycon: body con
floral: flowery, flower print
long sleeve: long sleeved, long sleeves
off shoulder: off-shoulder
high waist: high waisted, high-waist
wide leg: wide-leg
slim fit: skinny, slimfit
cargo:
pleated:
chunky:
block heel: block heels
stiletto: stilettos
platform: platforms
open toe: open-toe
pointed toe:
ankle strap:
crossbody: cross body, cross-body
waterproof: water proof, water resistant
wireless: cordless
bluetooth:
rechargeable:
solar: solar powered
electric:
portable:
foldable: folding
non-stick: nonstick, non stick
orthopedic: orthopaedic
android:
gaming:
uk used: ex uk, ex-uk, london used
organic:
handmade: hand made
turkish: turkey wear
designer:
y2k:
boho:`,
  audience: `
women: woman, ladies, lady, female, wanawake, kike, femme, femmes, dames, abakyala, abagore, womens, wamama, akina mama
men: gents, gentlemen, male, mens, wanaume, kiume, homme, hommes, abasajja, abagabo, wababa
kids: kid, children, watoto, enfants, abaana, abana, toddler, toddlers
baby: newborn, infant, bebe
girls: girl
boys: boy
unisex:
couples: couple, his and hers
maternity: pregnant, nursing mothers`,
  brand: `
nike:
adidas:
puma:
jordan: air jordan
new balance:
converse:
vans:
fila:
crocs:
timberland:
dr martens: doc martens
clarks:
birkenstock:
gucci:
louis vuitton: lv
dior:
prada:
chanel:
versace:
balenciaga:
hermes:
michael kors:
zara:
shein:
lacoste:
levis: levi's
tommy hilfiger:
calvin klein:
ray ban: rayban
casio:
rolex:
apple:
iphone:
samsung:
tecno:
infinix:
itel:
redmi:
xiaomi:
oppo:
vivo:
nokia:
huawei:
google pixel: pixel
hp:
dell:
lenovo:
macbook:
sony:
lg:
hisense:
tcl:
ramtons:
binatone:
philips:
jbl:
oraimo:
anker:
playstation: ps4, ps5
xbox:
nivea:
vaseline:
cerave:
maybelline:
mac:
pampers:
huggies:
toyota:`,
};

const places =
  "kampala, nairobi, lagos, accra, kigali, dar es salaam, daressalaam, abuja, mombasa, kisumu, nakuru, eldoret, entebbe, jinja, mbarara, gulu, arusha, mwanza, dodoma, zanzibar, kumasi, tema, ibadan, port harcourt, enugu, kano, addis ababa, lusaka, harare, johannesburg, durban, cape town, abidjan, dakar, douala, yaounde, kinshasa, lubumbashi, goma, bujumbura, thika, kitengela, wakiso, mukono, musanze";

const fillers =
  "in, for, of, the, and, my, your, our, new, best, good, nice, cute, cheap, affordable, quality, online, ug, ug256, ke, ke254, tz, rw, ng, gh, za, 254, 255, 256, uganda, kenya, tanzania, rwanda, nigeria, ghana, ugandan, kenyan, nigerian, east africa, africa, african, shop, store, plug, vendor, seller, lover, lovers, fashion, style, styles, collection, sale, deals, wear, outfit, outfits, set, business, price, prices, original, ya, za, wa, la, na, de, des, du, pour, available";

/** Names that hold a colour and mean none. */
export const NOT_A_COLOUR =
  /\b(?:orange money|black friday|red carpet|blue tick|black owned|green light|black market|red bull|black label|blue band|pink ribbon|golden morn|white house|black tax|red flags?|golden (?:chance|opportunity)|silver lining|gold standard)\b/gu;

/** Words as vocabulary and captions both spell them: stems, hyphens as spaces. */
export function rootsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}%&]+/u)
    .filter((word) => word !== "")
    .map(stem);
}

function build(): Map<string, Term> {
  const terms = new Map<string, Term>();
  const add = (words: string, term: Term) => {
    const key = rootsOf(words).join(" ");
    if (key !== "" && !terms.has(key)) terms.set(key, term);
  };
  for (const aspect of ["colour", "material", "style", "audience", "brand"] as const)
    for (const line of tables[aspect].trim().split("\n")) {
      const [tag = "", others = ""] = line.split(":");
      for (const words of [tag, ...others.split(",")]) add(words, { aspect, tag: tag.trim() });
    }
  for (const place of places.split(",")) add(place, { aspect: "place", tag: place.trim() });
  for (const word of fillers.split(",")) add(word, { aspect: "filler", tag: "" });
  return terms;
}

const terms = build();

/** Most words in one term. */
export const LONGEST_TERM = 3;

export function findTerm(roots: readonly string[]): Term | undefined {
  return terms.get(roots.join(" "));
}

/** The term that some letters without spaces spell, as in a hashtag. */
export function findJoinedTerm(letters: string): Term | undefined {
  return joined.get(letters) ?? terms.get(stem(letters));
}

const joined = new Map(
  [...terms].flatMap(([key, term]): [string, Term][] =>
    key.includes(" ") ? [[key.replaceAll(" ", ""), term]] : [],
  ),
);

export function isColour(tag: string): boolean {
  return findTerm(rootsOf(tag))?.aspect === "colour";
}
