const FRENCH = "CI SN ML BF BJ TG NE CM GA CG TD CD FR BE BI GN MG MA DZ TN CF RW DJ";
const INDONESIAN = "ID MY";
const PHILIPPINE = "PH";
const NIGERIAN = "NG NE GH";
const SWAHILI = "KE TZ UG RW BI CD";

/** Words that name a product only where the language is spoken; elsewhere they are other words. */
export const regionalWords: readonly { countries: string; words: string }[] = [
  {
    countries: FRENCH,
    words:
      "lit pull haut pain chat plat plats vin mais tong tongs habit habits pate pates couche couches culotte port portable basket baskets gaz bol ban verre verres jus pince tapis banc rape roman romans costume dressing placard buffet chambre terrain studio taureau pagne ensemble collier montre bague creme soupe pneu nappe stylo cahier agenda balance formation lait sirop tele costumes short body salon wax eau perles beurre tasses ananas",
  },
  {
    countries: INDONESIAN,
    words:
      "tas jam baju kos kost bir gula roti bor semen gelas meja palu rok topi obat mie ban soto kain kue sapi mobil motor syal helm rak teko panci wajan ayam susu telur ikan kaos lemari boneka",
  },
  {
    countries: `${PHILIPPINE} MX ES`,
    words: "saya sopa bola ref mesa isda relo ulam kos baso plato libro",
  },
  {
    countries: NIGERIAN,
    words:
      "aso kaya epa wake kaza mage doya gida fili kare mota riga tele kwano nama baya hula taya apo fata turare iru",
  },
  { countries: "GH", words: "mpa kofi dade" },
  { countries: "ZW ZM MW ZA MZ BW SZ LS", words: "huku hove dovi mazai imoto kos dijo" },
  { countries: "TZ KE", words: "wali maji bwanga" },
  { countries: SWAHILI, words: "mito uma tai mto mala gari magari" },
  {
    countries: "DE AT BE NL",
    words: "kleid kleider schuhe tasche jacke kette ohrringe hemd peruecke",
  },
  { countries: "IN PK LK NP BD", words: "dal topi juta pan kada" },
];

/** Makers whose name looks like the plural of another thing. */
export const pluralMeanings: Record<string, string> = { vans: "sneakers" };

/** The same word, another product: the country decides. */
export const regionalMeanings: readonly { countries: string; word: string; type: string }[] = [
  { countries: "KE TZ UG RW BI CD", word: "gari", type: "car" },
  { countries: "NG GH BJ TG CI SL LR", word: "gari", type: "gari" },
  { countries: `${FRENCH} UG`, word: "moto", type: "motorcycle" },
  { countries: FRENCH, word: "robe", type: "dress" },
  { countries: FRENCH, word: "couche", type: "diapers" },
  { countries: FRENCH, word: "couch", type: "diapers" },
  { countries: FRENCH, word: "basket", type: "sneakers" },
  { countries: FRENCH, word: "tong", type: "slippers" },
  { countries: FRENCH, word: "costume", type: "suit" },
  { countries: FRENCH, word: "portable", type: "phone" },
  { countries: FRENCH, word: "dressing", type: "wardrobe" },
  { countries: FRENCH, word: "pate", type: "noodles" },
  { countries: "ET", word: "ፍሬ", type: "" },
];
