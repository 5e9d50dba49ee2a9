/**
 * One line per kind: `kind: English names | names in languages that put the noun first`.
 * A `~` marks a name that is also an everyday word: it counts only when nothing better is named.
 */
export const footwear = `
booties: booties, baby bootie, crochet bootie, knitted bootie
shoes: shoe, shoos, shooz, footwear, official shoe, office shoe, formal shoe, canvas shoe, canvas, school shoe, toughees, ladies shoe, men shoe, women shoe, kids shoe, baby shoe, prewalker, walker shoe, open shoe, doll shoe, dollshoe, casual shoe, leather shoe, oxford shoe, oxford, moccasin, driver shoe, derby, monk strap, mule | skoene, kinderskoene, kiatu, viatu, engatto, ngatto, enkwetto, nkwetto, engato, inkweto, urukweto, ibirato, chaussure, soulier, sepatu, sapato, sapatos, zapato, takalmi, takalma, bata, mpaboa, izicathulo, isicathulo, shangu, nsapato, sapatu, mampatou, kope, ጫማ, ጫማዎች, schuhe, jute, joota, juta, chappal joota, حذاء, احذية
sneakers: sneaker, snicker, ^trainer, ^kick, rubber shoe, sport shoe, sports shoe, running shoe, tennis shoe, gym shoe, canvas sneaker, dunk, jordans, basketball shoe, plimsoll, high top, platform sneaker | raba, raba za, basket, baskets, tennis, inkweto za siporo, sneaker wanita, sneaker pria, takkies, tekkie, ስኒከር, keds, sepatu sneakers, sepatu sneaker, sepatu olahraga, travolta, viatu vya raba, snika, snicka, sneka
heels: heel, high heel, stiletto, block heel, kitten heel, chunky heel, heeled sandal, heel sandal, sandal heel, heeled shoe, court shoe heel | talon, chaussure a talon, talon haut, escarpin, viatu vya kisigino, visigino, viatu virefu, high heels sepatu, takong, ሂል, ታኮ, ታኮ ጫማ, engatto z emikunguzzi
flats: ~flat, flat shoe, ballet flat, ballerina, ballet shoe, ballerina shoe, ladies flat, pointed flat, sandal flat shoe | ballerine, sepatu flat, flat sepatu
sandals: birkenstock, birkenstocks, sandal, gladiator, open sandal, beaded sandal, maasai sandal, leather sandal, espadrille, huarache | sendo, sendo za, sandale, sandali, ndara, makobazi, kobazi, malapa ya ngozi, sandal wanita, tsinelas sandal, ሳንዳል, nu pieds, nu pied, ssandaali, isandari, simple za kiume, kata mbuga, akala, sandozi, ebisandaali
slides: ^slide, ^slider, flip slide, pool slide, nike slide, fur slide, cloud slide, yeezy slide | slaidi
slippers: massage slipper, slipper, flip flop, flipflop, bathroom slipper, palm slipper, indoor slipper, house slipper, pam slipper, palm sandal, thong slipper | babouche, kandambili, kanda mbili, malapa, ndala, ndara za, sapatu, sapato za, lapulapu, essapatu, tongs, claquette, pantoufle, chappal, chappals, tsinelas, sandal jepit, kambambili, umugondo, ነጠላ ጫማ, silipas, slipa, charlie wote, chale wote, pata pata
boots: boot, ankle boot, chelsea boot, combat boot, gumboot, gum boot, rain boot, timberland, safety boot, work boot, thigh high boot, knee high boot, army boot, biker boot, bootie, ladies boot, cowboy boot, timberland boot, winter boot | buti, mabuti, botte, bottine, bottines, booti, ቡት, sepatu boot, sepatu boots, bote, bbuutusi, butusi, buutusi, bots
loafers: loafer, slip ons, penny loafer, tassel loafer, mocassin loafer, slip on | loafers sepatu, mocassin, mokasi, moka
brogues: brogue, brogue shoe, wingtip
wedges: ^wedge, wedge heel, wedge shoe, wedge sandal, sandal wedge | compensee, chaussure compensee, sandale compensee
pumps: ^pump, pump shoe, court shoe
crocs: croc, ^clog, crocs slide | mules crocs
football boots: football boot, soccer boot, football shoe, soccer shoe, cleat, soccer cleat, studs boot, football cleat, spiked boots | crampon, viatu vya mpira, daluga, njumu, sepatu bola
khussa: khussa, jutti, mojari, kolhapuri
`;

export const clothing = `
*cape: cape, burqa=burqa, burka=burqa, ihram, rash guard, wetsuit, leotard, tutu, leg warmer, waistcoat, isiagu, iro and buba, buba and sokoto, sherwani, kebaya, cheongsam, hanbok, ao dai, netela, gabi, referee kit, sauna suit, karate uniform, judo uniform, choir robe, cassock, clerical shirt, safari wear | netela, ነጠላ=netela, ጋቢ=gabi
sarong: sarong, batik sarong, pareo, beach wrap | sarung, kain sarung
petticoat: petticoat, half slip, underskirt, waist slip | gagulo, magagulo, jupon
thermal wear: thermal wear, thermal, long john, thermal set, thermal underwear
dress: dress, gown, frock, dresse, maxi dress, mini dress, midi dress, bodycon, bodycon dress, shirt dress, slip dress, sundress, summer dress, dinner gown, dinner dress, evening gown, evening dress, ball gown, casual dress, office dress, corporate dress, official dress, party dress, birthday dress, camera dress, wrap dress, ankara dress, chitenge dress, kitenge dress, kitenge gown, ankara gown, african dress, bubu gown, maxi gown, dera, skater dress, tulle dress, sweater dress, denim dress, lace gown, lace dress, corset dress, prom dress, bridesmaid dress, bridesmaid gown, flower girl dress, church dress, shift dress, flare dress, flared dress, cocktail dress, day dress, smocked dress, tunic dress, knit dress, house dress, long dress, short dress, two toned dress | gauni, magauni, nguo ya kike, robe de soiree, robe longue, ekiteteeyi, kiteteeyi, ekiteeteeyi, ebiteteeyi, biteteeyi, obuteteeyi, obuteteyi, akateteeyi, ekitetteeyi, olugoye lw abakyala, ikanzu, amakanzu, umukenyero dress, riga, ingubo, ilokhwe, dulesi, madiresi, gamis, baju kurung, daster, dress wanita, bestida, vestido, terno dress, ቀሚስ, የሴት ቀሚስ, ቀሚሶች, vestidos, robe africaine, kleid, kleider, فستان, فساتين, madera, mandera, robe fille
wedding gown: wedding gown, wedding dress, bridal gown, bridal dress, bride gown, bride dress, changing gown, changing dress, reception gown | robe de mariee, shela la harusi, gauni la harusi, የሰርግ ቀሚስ, ቬሎ
skirt: skirt, miniskirt, mini skirt, maxi skirt, midi skirt, pencil skirt, pleated skirt, denim skirt, skater skirt, leather skirt, tennis skirt, official skirt, skort | jupe, sketi, sikati, essikaati, sikaati, esikaati, ijipo, amajipo, rok, palda, siketi, saya, ጉርድ, ጉርድ ቀሚስ, marinda
top: top, crop top, tube top, tank crop, tunic, corset top, camisole, cami, cami top, halter top, ladies top, peplum, peplum top, off shoulder top, fancy top, croptop, tee top, corset, chiffon top, wrap top, boob tube, bandeau, bustier, sleeveless top | haut, blusa top, atasan, toppu, tops za, ቶፕ
blouse: blouse, chiffon blouse, ladies blouse, silk blouse, office blouse, ruffle blouse, saree blouse, official blouse | blauzi, bulauzi, blusa, blus, chemisier, bulawuzi, ebulawuzi, ibuluze, ሸሚዝ የሴት
smock: smock, fugu, fugu smock, batakari, batakari smock
shirt: shirt, official shirt, office shirt, formal shirt, dress shirt, men shirt, vintage shirt, linen shirt, ankara shirt, kitenge shirt, african shirt, oversized shirt, checked shirt, flannel shirt, flannel, hawaiian shirt, button up, button down, denim shirt, dashiki, koko shirt, smart shirt, long sleeve shirt, short sleeve shirt, batik shirt, smock | shati, mashati, essaati, ssaati, esaati, saati, amashati, ishati, chemise, kemeja, kameez, polo shirts shati, ሸሚዝ, hemeja, hembe, malaya, camisa, ~batik, قميص
t-shirt: t shirt, tshirt, tee shirt, teeshirt, tee, graphic tee, round neck, roundneck, v neck, henley, oversized tee, round neck shirt, plain tee, polo tee, vintage tee, longsleeve tee, round neck tshirt, t shart, tshart, printed tshirt | tisheti, tisheti za, fulana, flana, umupira, imipira, kaos, tricot, essaati za t, omujoozi, emijoozi, ti sheti, teeshati, ቲሸርት, ቲ ሸርት, kaos oblong, baju kaos, playera
polo shirt: polo, polo shirt, polo tshirt, polo t shirt, lacoste polo, golf shirt, golf tshirt | polo shati
vest: vest, tank top, tanktop, singlet, undershirt, inner vest, string vest, sleeveless vest, sando | vesti, fulana ya ndani, debardeur, debardeurs, singileti
sweater: sweater, pullover, knitwear, knit top, jumper, turtleneck, turtle neck, polo neck, knitted sweater, sweater top, school sweater, poncho | sweta, masweta, esweta, eswetta, pull, pull over, umupira w imbeho, svetari, ሹራብ, sueter
sweatshirt: sweatshirt, sweat shirt, crewneck, crew neck, sweat top | sweatshirt za
hoodie: hoodie, hoody, hooded sweatshirt, hooded sweater, zip up hoodie, hooded jumper | hudi, capuche, sweat a capuche, ሁዲ
cardigan: cardigan, kimono cardigan, long cardigan, shrug, kimono | gilet, kadigani
jacket: jacket, denim jacket, leather jacket, bomber, bomber jacket, puffer, puffer jacket, windbreaker, jean jacket, varsity jacket, biker jacket, fleece jacket, rain jacket, winter jacket, college jacket, jeans jacket, reflector jacket, half jacket, marvin, body warmer, gilet jacket, parka | jaketi, jacketi, ejjaketi, ejaketi, makoti ya jeans, veste, jacke, blouson, jaket, ijaketi, ijaki, jakki, ጃኬት, dyaket, varsity
coat: coat, trench coat, trenchcoat, trench, winter coat, raincoat, rain coat, overcoat, lab coat, dust coat, dustcoat, long coat, peacoat, fur coat, pea coat | koti, makoti, ekkooti, kkooti, ekooti, amakoti, ikoti, manteau, impermeable, mantel, ካፖርት, ኮት, ikote, ekkabuti, kkabuti, ekabuti
blazer: blazer, ladies blazer, suit jacket, men blazer, official blazer, tuxedo jacket | blezer, buleeza
suit: suit, men suit, 2 button suit, tuxedo, business suit, slim fit suit, turkey suit, kids suit, ankara suit, official suit, wedding suit, groom suit, three button suit, kaunda suit, pant suit, trouser suit, pantsuit, power suit, safari suit | suti, ssuuti, essuuti, esuuti, isuti, costume, amasuti, tuxedo suti, setelan jas, ሱፍ ልብስ, ሱፍ, costume homme, kositimu, ikositimu, amakositimu, tailleur
skirt suit: skirt suit, ladies suit, suit and skirt, women suit
jumpsuit: jumpsuit, jump suit, jamsuit, jampsuit, jumpsute, playsuit, palazzo jumpsuit, catsuit, cat suit, dungaree, ~overall, unitard, bodycon jumpsuit, denim jumpsuit, coverall, salopette | jampsuti, jamsuti, combinaison, ovaroli, combishort
romper: romper, baby romper, play suit, onesie=onesie, onesy=onesie, baby onesie=onesie, sleepsuit, baby grow, babygrow, grower, layette, diaper t shirt, diaper tshirt, baby overall | ዳይፐር ቲሸርት, grenouillere, rompa, rompers za, barboteuse
bodysuit: bodysuit, body suit, ladies body suit, body hugger | bodi, bodisuti, body femme, body, bodi suti
trousers: trouser, pant, palazzo, palazzo pant, cargo, cargo pant, cargo trouser, official trouser, khaki trouser, linen trouser, linen pant, wide leg pant, wide leg trouser, bell bottom, ankara pant, baggy pant, dress pant, corduroy, ^slack, formal trouser, official pant, culotte, gurkha, gurkha pant, harem pant, flare pant, office trouser, suit trouser, ladies trouser, men trouser, parachute pant, khaki pant, khaki, capri, bottom trouser, bell bottom pant, material trouser, leather pant, track pant, salwar | suruali, surual, empale, mpale, ipantalo, ipantaro, amapantalo, pantalon, celana, celana panjang, blugu, pantalo, wando, sokoto, itrousu, dhawuzi, ሱሪ, ሱሪዎች, kulot, celana kulot, pantaloni, slacks za, pantalon homme, بنطلون, bwanga, pantalons, amapantaro
jeans: jean, denim trouser, denim pant, mom jean, skinny jean, baggy jean, ripped jean, boyfriend jean, flare jean, denim jean, rugged jean, bootcut, bootcut jean, wide leg jean, straight jean, stock jean, men jean, ladies jean, jean trouser, jeggings | jinzi, ejjiini, ejiini, jiini, jiinsi, ijini, amajini, suruali ya jinzi, suruali za jinzi, suruali ya jeans, suruali za jeans, celana jeans, pantalon jean, jean homme, jean femme, ጂንስ, ጂንስ ሱሪ
chinos: chino, chino pant, soft khaki, chino trouser, stretch khaki, khaki chino, ^docker | chinosi, kaki za
joggers: jogger, jogger pant, jogging pant, jogging, cargo jogger | jogas, celana jogger, pantalon jogging
sweatpants: sweatpant, sweat pant, sweatpant set, track bottom, sweat trouser, track trouser, trackpant | celana training, trackpants za
shorts: ^short, denim short, cargo short, bermuda, biker short, sweat short, jean short, summer short, gym short, khaki short, board short, ^biker, hot pant, ^bikers, football short, ^jort, three quarter, 3 quarter, half pant, boy short | kaptula, kaputula, bukaptula, celana pendek, ekikaptula, culotte courte, pensi, ጃምባ, short femme, short homme, ቁምጣ, bukta, kaptura, short, shorti, amashorti
leggings: legging, ^tight, yoga pant, gym legging, jegging, treggings, pantyhose, stocking, legging pant | taiti, tayiti, collant, leging, suruali ya kubana, skin tight, biker tights
two-piece set: two piece, 2 piece, two piece set, 2 piece set, two pieces, co ord, coord, co ord set, coord set, cord set, matching set, twin set, matching outfit, 2 pc set, 2pc, 2pcs set, 2 pcs set, 2in1 set, up and down, two piece outfit, short set, skirt set, pant set, palazzo set, lounge set, loungewear set, loungewear, knit set, crop top set, co ords, skirt and top, top and skirt, shirt and trouser, top and trouser, trouser and top, skirt and blouse, blouse and skirt, shirt and short, top and short, jacket and trouser, blazer and trouser, blazer and short, shirt and pant, top and pant, hoodie and jogger, jacket and skirt, ~gym set, ~workout set, ~yoga set, matching top and bottom, outfit set, kurta pajama, kurta pyjama, sweat set, biker set, short and top, vest and short, cap and vest set, sweatsuit, sweat suit, summer set, vacation set | deux pieces, ensemble deux pieces, ensemble, ensemble femme, setelan, one set baju, tukutendereza 2 piece, terno
three-piece set: three piece, 3 piece, three piece set, 3 piece set, 3 pc set, 3pc, 3pcs set, 3 pcs set, three piece suit, 3 piece suit, 3in1 set, three piece outfit, three pc, 3 piece outfit | trois pieces, ensemble trois pieces
tracksuit: tracksuit, track suit, jogging suit, tracksuit set, sport suit, sweat suit set | surveille, survetement, trakisuti, ensemble jogging, ትራክሱት, tuta, ቱታ, ቱታዎች
jersey: jersey, football jersey, club jersey, football shirt, soccer jersey, team jersey, basketball jersey, replica kit, football kit, retro jersey, jersey set, player version, fan version, home kit, away kit | maillot, jezi, ejjeezi, emijoozi gy omupiira, ማሊያ, ijezi, amajezi
swimsuit: swimsuit, swimwear, swim suit, bikini, bathing suit, swimming costume, beachwear, monokini, tankini, one piece swimsuit, swim costume, swimming suit, beach cover, burkini, swim trunk, swimming trunk | maillot de bain, vazi la kuogelea, baju renang, የዋና ልብስ
pajamas: pajama, pyjama, pj, pjs, nightwear, nightdress, night dress, sleepwear, sleep wear, nightgown, night gown, nightie, nighty, night suit, silk pajama | pijama, pidjama, nguo za kulala, gauni la kulala, baju tidur, piyama, pantulog, የሌሊት ልብስ, የመኝታ ልብስ, ፒጃማ, chemise de nuit
robe: robe, bridal robe, satin robe, silk robe, bathrobe, bath robe, night robe, dressing gown, housecoat
bra: bra, bralette, sport bra, sports bra, brassiere, push up bra, padded bra, nursing bra, strapless bra, backless bra, bra top, sticky bra, silicone bra | sidiria, soutien gorge, soutif, kakabiriya, ebbulaziya, bulaziya, obubiikirabbeere, isutiye, soutien, beha, kutang, bh wanita, ጡት ማስያዣ, ጡት መያዣ
panties: panty, pantie, knicker, ladies underwear, seamless panty, cotton panty, g string, gstring, thong, high waist panty, shapewear panty, period panty, female underwear | chupi, kocho, culotte, slip femme, akapale, obukunya, ikariso, amakariso, celana dalam, panty ladies, የሴት ፓንት, ፓንት
boxers: boxer, men boxer, ^brief, boxer brief, boxer short, men underwear, male underwear | boksa, boxa, calecon, ፓንት የወንድ, ቦክሰር
*lingerie: lingerie, underwear, under wear, undergarment, innerwear, lingerie set, teddy, babydoll, baby doll, bra and panty set, bra set, bra and panty | nguo za ndani, sous vetement, engoye z omunda, የውስጥ ልብስ
socks: sock, ankle sock, happy sock, school sock, baby sock, crew sock | soksi, sokisi, amasogisi, isogisi, chaussette, sosoki, kaos kaki, medyas, masosi, ካልሲ, ssokisi, amasogisi y abana
waist trainer: waist trainer, girdle, tummy trimmer, tummy belt, body shaper, shapewear, waist cincher, corset belt, slimming belt, tummy control, fajas, faja, body shapewear | gaine, shepawea
abaya: abaya, turkish abaya, dubai abaya, baibui, buibui, bui bui, jilbab, khimar abaya, abaya set | አባያ, عباية, عبايات, mabaibui, maabaya
jalabiya: jalabiya, jallabiya, jalabia, jalamia, jellabiya, galabia, djellaba=djellaba | djellabah=djellaba
kanzu: kanzu, thobe, thawb, jubbah | ekkanzu, kkanzu
kaftan: kaftan, caftan, men kaftan, kaftan gown | kafutani
agbada: agbada, agbada set, three piece agbada
senator wear: senator, senator wear, native wear, men native, senator material, atiku, ~native
boubou: boubou, bubu, grand boubou, boubou bazin
gomesi: gomesi, gomes, busuuti, busuti | gomesi, ggomesi, busuuti
mushanana: mushanana | umushanana, imishanana
habesha kemis: habesha dress, habesha kemis, kemis, ethiopian dress, zuria, habesha | የሀበሻ ቀሚስ, ሀበሻ ቀሚስ, የሐበሻ ቀሚስ, የሀበሻ ልብስ
kaba and slit: kaba, kaba and slit, slit and kaba, kente kaba
saree: saree, sari, silk saree, banarasi saree
kurti: kurti, kurta, kurti set, kurtis, anarkali, salwar kameez, salwar suit, churidar, kurta set
lehenga: lehenga, lehenga choli, ghagra, chaniya choli
dupatta: dupatta, stole dupatta
lungi: lungi, dhoti, mundu
barong: barong, barong tagalog | barong
prayer dress: prayer dress, prayer gown, prayer robe | mukena, telekung
hijab: hijab, khimar, niqab, sheila, under scarf hijab, hijab cap, jilbab instan, instant hijab | mtandio wa hijab, kerudung, tudung, jilbab, pashmina hijab, pashmina, hijabu, voile, ሂጃብ
khanga: khanga, kanga, leso, lesso | kanga, khanga, leso
kikoi: kikoi, kikoy | kikoi, vikoi
maasai shuka: maasai shuka, masai shuka, shuka maasai
kitenge fabric: kitenge, super wax, java wax, dutch wax, real wax, abc wax, ankara wax print, holland wax, ntoma, gtp, woodin, ankara, chitenge, chitenje, ankara fabric, kitenge fabric, african print, ankara material, ankara print, african print fabric, wax print, wax fabric, vlisco, hitarget, ankara wax | vitenge, pagne, ebitenge, ekitenge, igitenge, ibitenge, zitenje, wax hollandais, pagne wax, ~wax, wax hitarget
fabric: bazin, bazin riche, ~lappa, guipure, organza, tulle, songket, chiffon material, ~chiffon, ~satin, ~silk, ~linen, fabric, lace, lace material, ~material, cloth material, suiting, cashmere, senator fabric, lining, textile, crepe, crepe fabric, cotton fabric, satin fabric, chiffon fabric, aso oke, asooke, george wrapper, wrapper, brocade, adire, kente, kente cloth, kampala material, atiku material, lace fabric, swiss lace, tulle fabric, french lace, curtain material, cord lace, dry lace, sequin lace, guinea brocade, suit material, dress material, shadda | ~aso ebi, ~asoebi, tissu, kitambaa, vitambaa, olugoye, kain, dentelle, tissu bazin, umwenda, ጨርቅ, تيل
bale: bale, bale of clothes, mtumba bale, shoe bale, grade a bale, clothes bale, opened bale, camera bale | beli, balo, balo la, ballot, ballot de fripe, balot, marobota, robota
clothes: pret a porter, ready to wear, tie side, tie sides, barubaruan, clothe, clothing, clothes, garment, ~cloth, ~attire, ~outfit, ~wear, thrift, thrifted, thrift clothes, okrika, mitumba clothes, baby wear, kids wear, baby clothes, kids clothes, kids outfit, baby clothing, men wear, ladies wear, casual wear, maternity wear, gym wear, gymwear, activewear, sportswear, streetwear, mtumba, mitumba, tokunbo clothes, ukay, ukay ukay, fashion wear, children clothes, office wear, swim clothes | nguo, nguo za, engoye, engoye z, imyenda, imyenda y, umwambaro, ama clothes, zovala, mbatya, vetement, habit, habits, fripe, friperie, baju, pakaian, kapade, kapre, kaya, izingubo, impahla, damit, ልብስ, ልብሶች, aso, kaya na, bilamba, elamba, ملابس
school uniform: school uniform, uniform, school dress, pinafore, tunic school | sare, sare za shule, yunifomu, uniforme, yunifoomu, uniform za shule, impuzankano, ዩኒፎርም
scrubs: scrub suit, medical scrub, nurse scrub, scrubs, nurse uniform
apron: apron, kitchen apron | aproni, tablier
graduation gown: graduation gown, academic gown
reflective vest: reflective vest, reflector vest
layette set: layette set, newborn set, newborn gift set, baby set, baby gift set, baby shower set
costume: ~costume, halloween costume
`;

export const bags = `
handbag: handbag, hand bag, ladies bag, women bag, purse bag, shoulder bag, top handle bag, leather bag, designer bag, office bag, ladies handbag, birkin, kelly bag, bag handbag, bucket bag, hobo bag, satchel, box bag, mini bag, women handbag, ladies purse, saddle bag, bag and purse | mkoba, mikoba, pochi, mipochi, mapochi, tasche, sac a main, sac femme, ensawo y abakyala, ensawo z abakyala, sakosh, isakoshi, amasakoshi, tas wanita, tas tangan, tas, የሴት ቦርሳ, የሴቶች ቦርሳ, የእጅ ቦርሳ, jaka, bolsa, شنطة, bag pambabae, ishakoshi
tote bag: tote, tote bag, canvas tote, shopper bag, leather tote, tote handbag, shopping bag, beach bag | tote bag, sac cabas, cabas
sling bag: sling, sling bag, crossbody, crossbody bag, cross body bag, cross body, side bag, messenger bag, camera bag sling, man bag, chest bag, belt bag, sling bag men, phone bag, crossbag | sac bandouliere, bandouliere, tas selempang, sacoche, tas slempang, ibbegi
clutch: clutch, clutch bag, clutch purse, evening bag, evening clutch, beaded clutch, wristlet, bridal clutch | pochette
backpack: backpack, back pack, bagpack, rucksack, antitheft bag, anti theft bag, travel backpack, hiking bag, knapsack, anti theft backpack | begi la mgongoni, mabegi ya mgongoni, sac a dos, ransel, tas ransel, የጀርባ ቦርሳ, ensawo y omugongo
school bag: school bag, schoolbag, kids bag, kids backpack, school backpack, trolley school bag | begi la shule, mabegi ya shule, begi za shule, ensawo y essomero, ensawo z essomero, cartable, sac d ecole, tas sekolah, igikapu cy ishuri, የተማሪ ቦርሳ, የትምህርት ቦርሳ
laptop bag: laptop bag, laptop backpack, briefcase, laptop sleeve, document bag, office briefcase | begi la laptop, sac ordinateur, mkoba wa laptop
suitcase: suitcase, luggage, travel suitcase, trolley bag, travelling bag suitcase, luggage set, trolley suitcase, hard case suitcase, cabin suitcase, carry on, ghana must go trolley | valise, sanduku la nguo, sanduku, masanduku, essanduuko, ivalisi, koper, maleta, የጉዞ ሻንጣ, ሻንጣ, sutukesi
travel bag: travel bag, duffel, duffel bag, duffle, duffle bag, gym bag, weekend bag, weekender, traveling bag, travelling bag, overnight bag, boarding bag, sports bag | sac de voyage, begi la safari, mabegi ya safari, tas travel
wallet: wallet, card holder, cardholder, money clip, men wallet, leather wallet, card wallet | porte monnaie, portefeuille, wallet za, dompet, waleti, pitaka, ዋሌት, የኪስ ቦርሳ
purse: purse, coin purse, ladies purse small, ladies wallet | wakati purse, akasawo
*pouch: pouch, makeup bag, cosmetic bag, toiletry bag, make up bag, makeup pouch | trousse, pouch bag
fanny pack: fanny pack, waist bag, bum bag, waist pack | banane sac, pochi ya kiunoni
lunch bag: lunch bag, cooler bag, insulated bag
basket bag: kiondo, ciondo, woven bag, sisal bag, woven basket bag, straw bag, rattan bag, raffia bag | kiondo, viondo, vikapu
bag: bag, bags | begi, mabegi, sac, ensawo, nsawo, isakoshi za, igikapu, ibikapu, ቦርሳ, ቦርሳዎች, isikhwama, apo, bag za, izikhwama, thumba
gift bag: gift bag, paper bag, packaging bag | sac cadeau
`;
