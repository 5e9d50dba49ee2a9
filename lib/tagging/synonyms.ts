/** What else a shopper would type: a wider word in English, and the kind in the shop's language. */
type Synonyms = { wider?: string } & Partial<Record<Language, string>>;

export type Language = "sw" | "lg" | "rw" | "fr";

const FRENCH = "CI SN ML BF BJ TG NE CM GA CG TD CD FR BE BI GN MG".split(" ");

/** The language beside English that most shoppers of a country would search in. */
export function languageOf(country: string | null): Language | null {
  if (country === "KE" || country === "TZ") return "sw";
  if (country === "UG") return "lg";
  if (country === "RW") return "rw";
  return country !== null && FRENCH.includes(country) ? "fr" : null;
}

const SHOES = { wider: "shoes", sw: "viatu", lg: "engatto", rw: "inkweto", fr: "chaussures" };

export const synonyms: Readonly<Record<string, Synonyms>> = {
  shoes: { sw: "viatu", lg: "engatto", rw: "inkweto", fr: "chaussures" },
  heels: SHOES,
  sneakers: SHOES,
  flats: SHOES,
  loafers: SHOES,
  boots: SHOES,
  brogues: SHOES,
  wedges: SHOES,
  pumps: SHOES,
  sandals: { wider: "shoes", fr: "sandales" },
  slippers: { fr: "pantoufles" },
  dress: { sw: "gauni", lg: "ekiteteeyi", rw: "ikanzu", fr: "robe" },
  skirt: { sw: "sketi", fr: "jupe" },
  shirt: { sw: "shati", lg: "essaati", rw: "ishati", fr: "chemise" },
  "t-shirt": { wider: "top" },
  blouse: { wider: "top", sw: "blauzi" },
  trousers: { wider: "pants", sw: "suruali", lg: "empale", rw: "ipantalo", fr: "pantalon" },
  jeans: { wider: "trousers" },
  clothes: { sw: "nguo", lg: "engoye", rw: "imyenda", fr: "vetements" },
  jacket: { sw: "koti", fr: "veste" },
  handbag: { wider: "bag", sw: "mkoba", lg: "ensawo", rw: "isakoshi", fr: "sac" },
  "tote bag": { wider: "bag", sw: "begi", lg: "ensawo", fr: "sac" },
  "sling bag": { wider: "bag", sw: "begi", lg: "ensawo", fr: "sac" },
  bag: { sw: "begi", lg: "ensawo", fr: "sac" },
  backpack: { wider: "bag", fr: "sac a dos" },
  wallet: { fr: "portefeuille" },
  watch: { sw: "saa ya mkono", lg: "essaawa", rw: "isaha", fr: "montre" },
  belt: { sw: "mkanda", fr: "ceinture" },
  earrings: { wider: "jewelry", sw: "hereni", fr: "boucles d oreilles" },
  necklace: { wider: "jewelry", sw: "mkufu", fr: "collier" },
  ring: { wider: "jewelry", sw: "pete", fr: "bague" },
  bracelet: { wider: "jewelry", sw: "bangili" },
  wig: { wider: "hair", sw: "wigi", fr: "perruque" },
  perfume: { wider: "fragrance", sw: "manukato", lg: "akawoowo", rw: "umubavu", fr: "parfum" },
  soap: { sw: "sabuni", fr: "savon" },
  phone: { wider: "smartphone", sw: "simu", lg: "essimu", rw: "telefone", fr: "telephone" },
  tv: { wider: "television" },
  laptop: { wider: "computer" },
  earbuds: { wider: "earphones" },
  bed: { sw: "kitanda", lg: "ekitanda", rw: "igitanda", fr: "lit" },
  mattress: { sw: "godoro", fr: "matelas" },
  bedsheets: { sw: "mashuka", fr: "draps" },
  curtains: { sw: "mapazia", fr: "rideaux" },
  chair: { sw: "kiti", fr: "chaise" },
  sofa: { wider: "couch", fr: "canape" },
  blanket: { sw: "blanketi", fr: "couverture" },
  fridge: { wider: "refrigerator", sw: "friji", fr: "frigo" },
  cake: { sw: "keki", fr: "gateau" },
  honey: { sw: "asali", fr: "miel" },
  rice: { sw: "mchele", lg: "omuceere", rw: "umuceri", fr: "riz" },
};
