/** Same form as the other tables: `kind: English names | names in other languages`. */
export const accessories = `
*bandana: bandana, ear muff, ear muffs, hairnet=bonnet
watch: watch, wrist watch, wristwatch, ladies watch, men watch, timepiece, rolex, casio watch, quartz watch, couple watch, women watch, digital watch, watch set, analog watch, leather watch, watch and bracelet | saa ya mkono, saa za mkono, saa za kiume, saa za kike, saa ya kiume, saa ya kike, montre, essaawa y oku mukono, essaawa z oku mukono, essaawa, jam tangan, isaha, amasaha, ghadi, relo, agogo, የእጅ ሰዓት, ሰዓት, ሳዓት, reloj, ساعة, saa mkono
belt: belt, leather belt, men belt, waist belt, ladies belt, official belt, chain belt | mkanda, mikanda, mshipi, mishipi, ceinture, omusipi, emisipi, umukandara, imikandara, ikat pinggang, sabuk, ቀበቶ, ibhande, sinturon
cap: cap, baseball cap, face cap, snapback, trucker cap, beanie=beanie, fitted cap, durag, beret, men cap, golf cap, army cap, p cap, pcap, native cap, fila, kufi, dad cap, marvin cap, fez | kepi, chepeo, topi, ingofero, casquette, bonnet cap, ekkofiira, enkofiira, nkofiira, ኬፕ
hat: hat, bucket hat, fascinator, fedora, sun hat, straw hat, panama hat, ladies hat, church hat, cowboy hat, beach hat, kofia hat, baby hat, hatinator, summer hat, safari hat, visor hat | kofia, chapeau, omugoba, isigqoko, ኮፍያ, ባርኔጣ
sunglasses: sunglass, sunglasses, ^shade, sun glasses, sun glass, ray ban, aviator, goggles shade, designer shade, men sunglasses, polarized glasses, sunnies | miwani ya jua, miwani za jua, lunettes de soleil, lunette de soleil, gaalubindi z omusana, kacamata hitam, የፀሐይ መነጽር, shades za, amataratara, amadarubindi, indorerwamo z izuba
eyeglasses: eyeglass, eyeglasses, glasses, spectacle, reading glasses, blue light glasses, anti blue glasses, photochromic glasses, eye glasses, photochromic, optical frame, ~frames, photochromic eyeglasses, anti glare glasses, blue cut glasses, lens, prescription glasses | miwani, lunette, lunettes, gaalubindi, galubindi, kacamata, amadarubindi, መነጽር, chashma, salamin, indorerwamo z amaso, amarineti, lineti, gaalubindi
scarf: scarf, scarve, headscarf, head scarf, shawl, silk scarf, pashmina shawl, satin scarf, infinity scarf, muffler, neck scarf, turkish scarf, stole, kente stole, ladies scarf, wool scarf | schal, tuch, skafu, mtandio, mitandio, foulard, echarpe, ekitambaala, syal, selendang, shuka scarf, igitambaro, ሻርፕ, ስካርፍ, shaal, እስካርፕ, ነጠላ, furari, ifurari
headwrap: headwrap, head wrap, turban, ankara headwrap, headtie, head tie, duku, doek, headgear, silk head wrap | kilemba, vilemba, iduku, turbani, foulard de tete, dhuku
gele: gele, auto gele, autogele, aso oke gele
bonnet: bonnet, hair bonnet, satin bonnet, sleep bonnet, silk bonnet, sleeping cap, night cap, hair net, shower cap | boneti, bonnet satin, bonnet de nuit
umbrella: umbrella, parasol, umbrella big, golf umbrella, rain umbrella | mwavuli, miavuli, parapluie, manvuli, payung, umutaka, imitaka, payong, akazimu, ዣንጥላ, ጃንጥላ, manvuuli, maamvuli, mamvuli, manvuri
scrunchie: scrunchie, hair tie, scrunchy, hair elastic | chouchou
*hair clip: hair clip, claw clip, clip hair, hair claw, banana clip, hair pin, hairpin, hair slide, bobby pin, barrette, hair accessory, hair bow, hair jewelry | pince a cheveux, vibanio vya nywele, vibanio, jepit rambut, የጸጉር ጌጥ
*headband: headband, hair band, hairband, head band, alice band, edge band | bandana za nywele, serre tete, bandeau cheveux
shoe laces: shoe lace, shoelace, laces, lock lace, lock laces, no tie lace | lacet, kamba za viatu, tali sepatu
insole: insole, shoe insole, inner sole, arch support, shoe sole, orthotic | semelle, soli za viatu
mittens: mitten, baby mitten, anti scratch mitten
gloves: glove, winter glove, hand glove, leather glove | glavu, gant, gants, sarung tangan, ጓንት
tie: necktie, bow tie, bowtie, ~tie, neck tie, tie and pocket square, tie set | tai, cravate, noeud papillon, dasi, ታይ, ክራቫት, ettaayi, karuvati, ikaruvati
suspenders: suspender, suspenders
sash: sash, graduation sash, birthday sash, bridal sash, pageant sash
lanyard: lanyard, id holder, badge holder
watch strap: watch strap, watch band, smartwatch strap
watch box: watch box, watch case
hair accessories: hair accessories, beads hair, hair beads, hair charms, hair cuffs
tiara: tiara, ~crown, bridal crown, flower crown
veil: veil, bridal veil | shela, voile de mariee
passport holder: passport holder, passport cover
cufflinks: cufflink, cuff link, cufflinks
brooch: brooch, lapel pin, brooch pin | broche
handkerchief: handkerchief, hanky, pocket square | leso ya mkono, mouchoir, akatambaala, ሶፍት, leso za mkono, mouchoirs
*face mask: face mask, mask, nose mask, facemask, surgical mask | barakoa, cache nez, masque visage tissu
keyholder: keyholder, key holder, keychain, key chain, key ring | porte cle, kishika ufunguo, gantungan kunci
hand fan: hand fan, handfan, bridal fan, african hand fan | eventail, feni ya mkono
shoe polish: shoe polish, kiwi polish | cirage
fascinator: fascinator
balaclava: balaclava, ski mask
arm sleeve: arm sleeve, sun sleeve
anklet socks: no show sock
`;

export const jewelry = `
*pendant: locket, charm pendant, maang tikka, rosary
necklace: necklace, pendant, choker, pearl necklace, neckpiece, neck piece, layered necklace, name necklace, gold necklace, custom necklace, customized necklace | mkufu, mikufu, kidani, vidani, collier, omukuufu, emikuufu, kalung, umukufu, imikufu, kwintas, mangalsutra, የአንገት ሀብል, ሀብል, የአንገት, urunigi, inigi
chain: chain, cuban chain, cuban link, gold chain, rope chain, silver chain, tennis chain, neck chain | cheni, chaine, chenis, kadena, ሰንሰለት, isheneti, ishene, chevillere
earrings: earring, ear ring, ^hoop, hoop earring, stud earring, hoop ear ring, jhumka, jhumkas, drop earring, pearl earring, ear cuff, clip on earring, studs earring, tassel earring, ^stud, ear stud | hereni, heleni, vipuli, boucle d oreille, boucles d oreilles, boucle oreille, empeta z oku matu, ebikomo by amatu, obukomo bw amatu, anting, anting anting, amaherena, iherena, hikaw, creole, የጆሮ ጌጥ, ጉትቻ, amacici, eby okumatu, ebyokumatu, amahereni, amaherena, ihereni
bracelet: bracelet, bangle, anklet, charm bracelet, cuff bracelet, beaded bracelet, wristband, wrist band, tennis bracelet, hand chain, kada, hand bracelet, ankle chain, evil eye bracelet, friendship bracelet | bangili, vikuku, kikuku, kikomo, ebikomo, akakomo, obukomo, gelang, igikomo, ibikomo, pulseras, pulseira, bransoletka, የእጅ ጌጥ, አምባር, ብሬስሌት, chudi, choodi
ring: ring, engagement ring, wedding ring, promise ring, wedding band, couple ring, promise band, signet ring, fashion ring, proposal ring, diamond ring, gold ring, silver ring, stackable ring, finger ring, wedding ring set | pete, bague, alliance, empeta, mpeta, impeta, cincin, singsing, anguthi, ቀለበት
nose ring: nose ring, nose pin, nose stud, nath, septum ring | kipini, vipini, piercing nez
waist beads: waist bead, waistbead, beads waist, waist chain, belly chain, belly bead | shanga, shanga za kiuno, perles de taille, obutiiti, butiiti, bin bin, bine bine, baya, jigida, chuni
jewelry set: jewelry set, jewellery set, jewelery set, necklace set, necklace and earring set, necklace and earring, bridal jewelry set, bead set, coral bead set, coral bead, bridal bead, accessory set, bridal set jewelry, necklace and earring and bracelet, earring and necklace, earring and necklace set, kundan set, choker set, jewelry box set, costume jewelry set, bridal jewelry | seti ya vito, parure, seti ya mkufu, parure bijoux, set perhiasan
jewelry: jewelry, jewellery, jewelery, jewel, jewels, fashion jewelry, accessories jewelry | vito, bijou, bijoux, perhiasan, ጌጣጌጥ, ጌጥ, alahas
beads: ~bead, african bead, maasai bead | shanga za, ~perles
body chain: body chain
grillz: grillz, grills teeth
jewelry box: jewelry box, jewellery box, jewelry organizer
`;
