/** Words that announce sizes. */
export const sizeCues =
  "size sizes sz siz szs saizi sayizi sayiz saiz isayizi ukubwa taille tailles pointure pointures ukuran nimero nomero numero waist bust fit fits fitting cup cups eu eur uk us usa euro ቁጥር ሳይዝ ሳይዞች ukuran talla hips chest length collar bust nambari number numbers no nos remaining left uksize eusize sizing taglia große groesse usayizi isayizi usayizo grootte maat nimero numéro maat mate";

/** Of these the sizes follow loosely ("no", "left"): they count for footwear only. */
export const looseSizeCues = "no nos number numbers left remaining us length cup cups euro";

/** Systems that say the same size twice. */
export const sizeSystems: Record<string, "eu" | "other"> = {
  eu: "eu",
  eur: "eu",
  uk: "other",
  us: "other",
  usa: "other",
  uksize: "other",
  eusize: "eu",
};

/** Between the two ends of a range. */
export const rangeWords =
  "to till until upto uptill had hd reach mpaka hadi a au okutuuka okutuka kugeza kugeza sampai hingga thru through tot bis ilaa ila kufika fino እስከ";

/** Between the members of a list. */
export const listWords = "and na et ne y or ou n plus also with dan ndi";

/** What follows a number that is a measure, a count, a time or an age and so no fit size. */
export const unitsAfter = `k kg kgs g gm gms gram grams mg ml l ltr ltrs litre litres liter liters cl cm cms mm m mtr mtrs metre metres meter meters ft feet inch inches in inc w watt watts kw kva va v volt volts mah ah gb tb mb mp hz hp rpm btu ram
pc pcs piece pieces pair pairs pack packs packet packets set sets dozen colours colors colour color shades slots slot straps strap layers layer tier tiers seater seaters door doors burner burners step steps drawer drawers speed
day days hour hours hrs hr min mins minute minutes week weeks wks wk yr yrs year years month months mth mths am pm working business oz lbs lb percent pct degrees yards yard yd yds followers views likes
cards bags boxes box bottles bottle tins trays plates cups jars rolls sheets pages people persons person customers star stars bedroom bedrooms spoons sachets pockets pillowcases pillows pillowcase tabs tablets capsules strands bundles bundle inchi sq sqm cc km kms mile miles ton tons units unit ml, grade mins ninch ports port heads head bulbs bulb wheels wheel players games game designs design models kilo kilos lita gramu miezi siku dakika masaa ራም ጊባ ሚሊ ሊትር ኪሎ ሜትር ሰው ፍሬ`;

/** Words for the ages that clothes are cut for, and the form they are written in. */
export const ageUnits: Record<"yrs" | "months", string> = {
  yrs: "yrs yr years year y yo yrs. ans an miaka mwaka emyaka myaka imyaka umwaka tahun taon ዓመት አመት ዓመታት anos ano shekaru iminyaka years'",
  months:
    "months month mths mth mnths mnth mon mos mo m months' mois miezi mwezi emyezi amezi ukwezi bulan bln buwan ወር ወራት meses watanni inyanga mwezi",
};

export const ageCues = "age ages aged umri for miaka miezi emyaka imyaka amezi usia umur";

export const letterSizes: Record<string, string> = {
  xxs: "XXS",
  xs: "XS",
  s: "S",
  sm: "S",
  m: "M",
  l: "L",
  lg: "L",
  xl: "XL",
  xxl: "XXL",
  xxxl: "3XL",
  xxxxl: "4XL",
  xxxxxl: "5XL",
  small: "S",
  medium: "M",
  large: "L",
  meduim: "M",
  med: "M",
  xlarge: "XL",
  xxlarge: "XXL",
  xsmall: "XS",
  ndogo: "S",
};

/** From small to large, for ranges. */
export const letterOrder = [
  "XXS",
  "XS",
  "S",
  "M",
  "L",
  "XL",
  "XXL",
  "3XL",
  "4XL",
  "5XL",
  "6XL",
  "7XL",
  "8XL",
];

export const freeSizePhrases =
  "free size, freesize, free sizes, one size, onesize, one size fits all, fits all, fit all, standard size, one size fits most, fits most, taille unique, taille standard, free siz, free sz, all fit, saizi moja, size moja, size zote inafaa, fits everyone, freee size, fre size, one size only, one fit all, universal size, adjustable free size, ukuran bebas, allsize, stretches to fit all, free saizi, free saiz, fits any size, sayizi emu, tamanyo unico, ፍሪ ሳይዝ";

export const plusSizePhrases =
  "plus size, plus sizes, plussize, plus siz, grande taille, grandes tailles, big size ladies, curvy size, plus saizi, jumbo size wear, fuller figure, plus sized";

export const bedNames: Record<string, string> = {
  single: "Single",
  double: "Double",
  queen: "Queen",
  king: "King",
  twin: "Twin",
  superking: "Super King",
};

export const bedTypes =
  "bed,mattress,bedsheets,duvet,duvet cover,mosquito net,blanket,carpet,rug,bedding,bedding set,bed set,mattress protector,comforter,quilt,bed cover,mattress cover,throw blanket,bedspread,fluffy carpet,3d carpet,mat,prayer mat,area rug,center carpet,shaggy carpet,turkish carpet,woolen carpet,soft carpet,bridal bedding,baby shawl,net rail,center rug";
