/** `id | path | kinds`: rows of Google's product taxonomy (2021-09-21) and what we file under them. */
export const apparelRows = `
1604 | Apparel & Accessories > Clothing | clothes, bale, thobe, mushanana
5322 | Apparel & Accessories > Clothing > Activewear | tracksuit, joggers, sweatpants
182 | Apparel & Accessories > Clothing > Baby & Toddler Clothing | baby clothes, kids clothes
5622 | Apparel & Accessories > Clothing > Baby & Toddler Clothing > Baby & Toddler Outfits | layette set, baby set
2271 | Apparel & Accessories > Clothing > Dresses | dress, gown, frock, maxi, gomesi, kaba and slit
5250 | Apparel & Accessories > Clothing > One-Pieces > Jumpsuits & Rompers | jumpsuit, romper, bodysuit
5490 | Apparel & Accessories > Clothing > One-Pieces > Leotards & Unitards | leotard
203 | Apparel & Accessories > Clothing > Outerwear | cape, poncho, raincoat
5598 | Apparel & Accessories > Clothing > Outerwear > Coats & Jackets | jacket, coat, blazer
1831 | Apparel & Accessories > Clothing > Outerwear > Vests | waistcoat
7313 | Apparel & Accessories > Clothing > Outfit Sets | two-piece set, three-piece set, clothing set
204 | Apparel & Accessories > Clothing > Pants | trousers, jeans, chinos, leggings, cargo, palazzo
212 | Apparel & Accessories > Clothing > Shirts & Tops | top, blouse, shirt, t-shirt, tee, polo shirt, vest, sweater, sweatshirt, hoodie, cardigan, jersey, kurti, tank top, crop top, camisole
207 | Apparel & Accessories > Clothing > Shorts | shorts
1581 | Apparel & Accessories > Clothing > Skirts | skirt, tutu
208 | Apparel & Accessories > Clothing > Sleepwear & Loungewear | nightwear, nightdress
2580 | Apparel & Accessories > Clothing > Sleepwear & Loungewear > Pajamas | pajamas
2302 | Apparel & Accessories > Clothing > Sleepwear & Loungewear > Robes | robe, bathrobe
1594 | Apparel & Accessories > Clothing > Suits | suit
1516 | Apparel & Accessories > Clothing > Suits > Skirt Suits | skirt suit
211 | Apparel & Accessories > Clothing > Swimwear | swimsuit, swimwear, bikini, sarong
5388 | Apparel & Accessories > Clothing > Traditional & Ceremonial Clothing | kanzu, kaftan, agbada, senator wear, boubou, habesha dress, abaya, jalabiya, barong, prayer dress, kikoy, khanga, maasai shuka, shuka, lungi, kimono, habesha kemis, kikoi, burqa, ihram, isiagu, iro and buba, buba and sokoto, sherwani, kebaya, cheongsam, hanbok, ao dai, netela, gabi, safari wear
5483 | Apparel & Accessories > Clothing > Traditional & Ceremonial Clothing > Religious Ceremonial Clothing | cassock
8248 | Apparel & Accessories > Clothing > Traditional & Ceremonial Clothing > Saris & Lehengas | saree, lehenga
213 | Apparel & Accessories > Clothing > Underwear & Socks | innerwear, undergarment
214 | Apparel & Accessories > Clothing > Underwear & Socks > Bras | bra
215 | Apparel & Accessories > Clothing > Underwear & Socks > Hosiery | compression socks, compression stockings
1772 | Apparel & Accessories > Clothing > Underwear & Socks > Lingerie | lingerie, lingerie set, teddy, babydoll, baby doll, bra and panty set, bra set, bra and panty
1807 | Apparel & Accessories > Clothing > Underwear & Socks > Long Johns | thermal wear
2963 | Apparel & Accessories > Clothing > Underwear & Socks > Petticoats & Pettipants | petticoat
1578 | Apparel & Accessories > Clothing > Underwear & Socks > Shapewear | waist trainer, shapewear, corset
209 | Apparel & Accessories > Clothing > Underwear & Socks > Socks | socks
2562 | Apparel & Accessories > Clothing > Underwear & Socks > Underwear | panties, boxers, underwear, under wear
2306 | Apparel & Accessories > Clothing > Uniforms | uniform, reflective vest
206 | Apparel & Accessories > Clothing > Uniforms > School Uniforms | school uniform
3598 | Apparel & Accessories > Clothing > Uniforms > Sports Uniforms | football jersey, referee kit
5329 | Apparel & Accessories > Clothing > Wedding & Bridal Party Dresses > Wedding Dresses | wedding gown, wedding dress
167 | Apparel & Accessories > Clothing Accessories |
5942 | Apparel & Accessories > Clothing Accessories > Arm Warmers & Sleeves | arm sleeve
1786 | Apparel & Accessories > Clothing Accessories > Balaclavas | balaclava
543586 | Apparel & Accessories > Clothing Accessories > Bandanas & Headties > Bandanas | bandana
169 | Apparel & Accessories > Clothing Accessories > Belts | belt
5446 | Apparel & Accessories > Clothing Accessories > Bridal Accessories > Bridal Veils | veil
193 | Apparel & Accessories > Clothing Accessories > Cufflinks | cufflinks
5114 | Apparel & Accessories > Clothing Accessories > Decorative Fans | hand fan
6238 | Apparel & Accessories > Clothing Accessories > Earmuffs | ear muff
170 | Apparel & Accessories > Clothing Accessories > Gloves & Mittens | gloves, mittens
171 | Apparel & Accessories > Clothing Accessories > Hair Accessories | hair accessories, hair accessory, hair bow, hair jewelry, hair beads
4057 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Hair Extensions | hair extension, braids, braid, weave, closure, frontal
502988 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Hair Pins, Claws & Clips | hair clip, claw clip, clip hair, hair claw, banana clip, hair pin, hairpin, hair slide, bobby pin, barrette
1662 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Headbands | headband, hairband, hair band, head band, alice band, edge band
1483 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Ponytail Holders | scrunchie
5914 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Tiaras | tiara, crown
7306 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Wig Accessories > Wig Glue & Tape | lace glue, wig glue
181 | Apparel & Accessories > Clothing Accessories > Hair Accessories > Wigs | wig, perruque
5207 | Apparel & Accessories > Clothing Accessories > Handkerchiefs | handkerchief
173 | Apparel & Accessories > Clothing Accessories > Hats | cap, hat, beanie, durag
2020 | Apparel & Accessories > Clothing Accessories > Headwear | bonnet
7054 | Apparel & Accessories > Clothing Accessories > Headwear > Fascinators | fascinator
5939 | Apparel & Accessories > Clothing Accessories > Headwear > Turbans | headwrap, gele, turban
5941 | Apparel & Accessories > Clothing Accessories > Leg Warmers | leg warmer
502987 | Apparel & Accessories > Clothing Accessories > Maternity Belts & Support Bands | maternity belt
176 | Apparel & Accessories > Clothing Accessories > Neckties | tie, necktie, bow tie
499972 | Apparel & Accessories > Clothing Accessories > Sashes | sash
177 | Apparel & Accessories > Clothing Accessories > Scarves & Shawls | scarf, shawl, hijab, dupatta, pashmina
178 | Apparel & Accessories > Clothing Accessories > Sunglasses | sunglasses
179 | Apparel & Accessories > Clothing Accessories > Suspenders | suspenders
5193 | Apparel & Accessories > Costumes & Accessories > Costumes | costume, graduation gown
175 | Apparel & Accessories > Handbag & Wallet Accessories > Keychains | keyholder, keychain
6277 | Apparel & Accessories > Handbag & Wallet Accessories > Lanyards | lanyard
6170 | Apparel & Accessories > Handbags, Wallets & Cases > Badge & Pass Holders | passport holder
3032 | Apparel & Accessories > Handbags, Wallets & Cases > Handbags | handbag, tote bag, sling bag, clutch, purse, crossbody bag
2668 | Apparel & Accessories > Handbags, Wallets & Cases > Wallets & Money Clips | wallet
188 | Apparel & Accessories > Jewelry | jewelry, grillz, maang tikka
189 | Apparel & Accessories > Jewelry > Anklets | anklet
190 | Apparel & Accessories > Jewelry > Body Jewelry | nose ring, waist beads, body chain
191 | Apparel & Accessories > Jewelry > Bracelets | bracelet, bangle
197 | Apparel & Accessories > Jewelry > Brooches & Lapel Pins | brooch
192 | Apparel & Accessories > Jewelry > Charms & Pendants | pendant, locket, charm pendant
194 | Apparel & Accessories > Jewelry > Earrings | earrings
6463 | Apparel & Accessories > Jewelry > Jewelry Sets | jewelry set
196 | Apparel & Accessories > Jewelry > Necklaces | necklace, chain, beads, choker
200 | Apparel & Accessories > Jewelry > Rings | ring
5122 | Apparel & Accessories > Jewelry > Watch Accessories | watch box
5123 | Apparel & Accessories > Jewelry > Watch Accessories > Watch Bands | watch strap
201 | Apparel & Accessories > Jewelry > Watches | watch, smartwatch
1856 | Apparel & Accessories > Shoe Accessories > Shoelaces | shoe laces
187 | Apparel & Accessories > Shoes | shoes, sneakers, heels, flats, sandals, slides, slippers, boots, loafers, brogues, wedges, pumps, crocs, football boots, khussa, trainers, stilettos, flip flops, booties
537 | Baby & Toddler | maternity kit
4678 | Baby & Toddler > Baby Bathing | baby oil, baby cream, baby powder, baby hair brush, bath thermometer
4679 | Baby & Toddler > Baby Bathing > Baby Bathtubs & Bath Seats | baby bath, bath support net, baby bathtub, baby basin, bath tub, bathtub, baby bath set, bath net, bath seat, bath support
6290 | Baby & Toddler > Baby Health > Baby Health & Grooming Kits | baby nail kit, baby nail trimmer, baby grooming kit, baby healthcare kit
5253 | Baby & Toddler > Baby Health > Nasal Aspirators | nasal aspirator
566 | Baby & Toddler > Baby Health > Pacifiers & Teethers | pacifier
540 | Baby & Toddler > Baby Safety | baby safety, corner guard, baby proof lock, bed guard, safety lock, baby knee pads, corner protector, cabinet lock
542 | Baby & Toddler > Baby Safety > Baby & Pet Gates | baby gate, safety gate
541 | Baby & Toddler > Baby Safety > Baby Monitors | baby monitor
544 | Baby & Toddler > Baby Safety > Baby Safety Rails | bed rail, baby bed rail
560 | Baby & Toddler > Baby Toys & Activity Equipment > Baby Jumpers & Swings | baby rocker
1241 | Baby & Toddler > Baby Toys & Activity Equipment > Baby Walkers & Entertainers | baby walker
1243 | Baby & Toddler > Baby Toys & Activity Equipment > Play Mats & Gyms | baby mat
547 | Baby & Toddler > Baby Transport > Baby & Toddler Car Seats | car seat
538 | Baby & Toddler > Baby Transport > Baby Carriers | baby carrier
568 | Baby & Toddler > Baby Transport > Baby Strollers | stroller
553 | Baby & Toddler > Diapering > Baby Wipes | baby wipes, wet wipe, wipe
551 | Baby & Toddler > Diapering > Diapers | diapers
5721 | Baby & Toddler > Nursing & Feeding > Baby & Toddler Food > Baby Cereal | baby cereal
563 | Baby & Toddler > Nursing & Feeding > Baby & Toddler Food > Baby Formula | baby formula, milk powder
564 | Baby & Toddler > Nursing & Feeding > Baby Bottles | feeding bottle
2125 | Baby & Toddler > Nursing & Feeding > Bibs | baby bib
5296 | Baby & Toddler > Nursing & Feeding > Bottle Warmers & Sterilizers | bottle sterilizer, steriliser, sterilizer, bottle warmer
7234 | Baby & Toddler > Nursing & Feeding > Breast Milk Storage Containers | breastmilk storage bag
565 | Baby & Toddler > Nursing & Feeding > Breast Pumps | breast pump
5843 | Baby & Toddler > Nursing & Feeding > Nursing Covers | nursing cover, breastfeeding cover
503762 | Baby & Toddler > Nursing & Feeding > Nursing Pads & Shields | breast pad, nursing pad, nipple shield, nipple cream
5298 | Baby & Toddler > Nursing & Feeding > Nursing Pillows | nursing pillow, breastfeeding pillow
552 | Baby & Toddler > Potty Training > Potty Seats | potty
543664 | Baby & Toddler > Swaddling & Receiving Blankets > Receiving Blankets | baby shawl
5181 | Luggage & Bags | bag, basket bag
100 | Luggage & Bags > Backpacks | backpack, school bag
108 | Luggage & Bags > Cosmetic & Toiletry Bags | pouch, makeup bag, cosmetic bag, toiletry bag, make up bag
549 | Luggage & Bags > Diaper Bags | diaper bag
103 | Luggage & Bags > Duffel Bags | travel bag, gym bag
104 | Luggage & Bags > Fanny Packs | fanny pack
106 | Luggage & Bags > Messenger Bags | laptop bag
107 | Luggage & Bags > Suitcases | suitcase
1246 | Toys & Games > Games > Board Games | board game, scrabble, monopoly, ludo, chess, draughts
1247 | Toys & Games > Games > Card Games | card game, playing cards, uno
1249 | Toys & Games > Outdoor Play Equipment | bouncing castle, bouncy castle, swing, slide, swing set, kids slide, indoor slide
1251 | Toys & Games > Outdoor Play Equipment > Playhouses | play house
1738 | Toys & Games > Outdoor Play Equipment > Trampolines | trampoline
2618 | Toys & Games > Puzzles > Jigsaw Puzzles | puzzle, jigsaw
1253 | Toys & Games > Toys | toy, toy phone, pop it, popit, play dough, playdough, playset, play set, slime, rattle, doctor kit, fidget toy, busy book
3929 | Toys & Games > Toys > Activity Toys > Yo-Yos | yoyo, yo yo
3287 | Toys & Games > Toys > Building Toys > Interlocking Blocks | building blocks, toy blocks
1257 | Toys & Games > Toys > Dolls, Playsets & Toy Figures > Dolls | doll
1259 | Toys & Games > Toys > Dolls, Playsets & Toy Figures > Stuffed Animals | teddy bear, stuffed toy
1262 | Toys & Games > Toys > Educational Toys | educational toy, montessori, learning toy
3551 | Toys & Games > Toys > Play Vehicles > Toy Cars | toy car
5152 | Toys & Games > Toys > Play Vehicles > Toy Trains & Train Sets | toy train
2546 | Toys & Games > Toys > Remote Control Toys | drone
3627 | Toys & Games > Toys > Toy Weapons & Gadgets | nerf gun
`;
