/**
 * Words that tell two variants of one product apart: "small 20k, big 30k" is one product with two
 * prices, while a noun that no table knows is a product of its own.
 */
export const variantWords = new Set(
  `small smaller medium large larger big bigger biggest mini maxi midi jumbo giant long longer short shorter tall thick thin wide
kubwa ndogo dogo kati mkubwa mdogo fupi ndefu nene nini ntoya nto nnene ennene entono akatono nkulu kinini gato grand grande petit petite moyen moyenne gros grosse besar kecil sedang ትልቅ ትንሽ መካከለኛ
black white red blue green yellow pink brown purple orange grey gray gold golden silver cream beige maroon navy nude wine burgundy khaki nyeusi nyeupe nyekundu noir noire blanc blanche rouge bleu hitam putih
original ordinary normal standard premium deluxe luxury quality grade first second third class copy mirror local imported turkish turkey china chinese dubai italian vietnam thailand uk usa ex used new brand refurbished mpya og aaa fake mtumba
single double triple queen king half full quarter complete pair pairs piece pieces pcs pc dozen set pack packet carton box bundle strand bag tin tray crate bottle sachet kilo kg litre liter ltr yard metre gallon roll tola doti mita nusu robo kilo yote zote moja mbili tatu pea
adult adults kids kid baby children men man women woman ladies lady gents boys girls unisex male female watoto wanawake wanaume wakubwa toddler teen males females homme hommes abagore abagabo abakazi abasajja abakyala abaami abaana abana wadada wakaka wababa wamama kina dames messieurs hommes pria wanita cewek cowok femme femmes enfant enfants
leather suede cotton silk satin denim plastic wooden metal metallic glass steel stainless rubber velvet linen lace plain printed striped floral beaded stone pearl diamond gel foam spring fibre ngozi pamba
straight curly wavy wave kinky bob frontal closure synthetic human deep body water bone pixie fringe density lace
pro max plus ultra lite air note core gen series ram rom ssd hdd storage dual wifi cellular smart android digital manual automatic electric solar wireless wired inch inches star burner door seater litres watts amp
with without inside outside front back top bottom matte glossy soft hard heavy light cold hot raw fresh dry frozen ripe sweet spicy vanilla chocolate strawberry red fried boiled roasted grilled
color colour colors colours type types version design designs model models size sizes option options extra high low heel flat sleeve sleeves sleeveless round square oval number quality thicker better basic advanced regular tube tubeless
cash credit lipa whole slice half portion plate regular family double decker framed unframed customised customized branded unbranded boxed unboxed sealed open kwa kila ya za wa la na ku ne et de du des les pour avec dan untuk per for and the from tu only each
last one two three four five six ten twelve today tomorrow leo sasa now price bei prix harga cost promo offer sale delivery usual usually normal
available left remaining also still just starting starts upto above below under over about almost hot deal grab get buy order shop call dm inbox wholesale retail jumla rejareja member non weekend weekday monthly daily month day year sisi yetu kwetu kwetu ours our we are our's special us you your their his her own ni is at to of in on it its`
    .split(/\s+/)
    .filter(Boolean),
);
