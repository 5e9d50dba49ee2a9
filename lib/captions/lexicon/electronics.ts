/** Same form as the other tables: `kind: English names | names in other languages`. */
export const electronics = `
*gimbal: gimbal, scanner, document scanner=scanner, toner cartridge, ink cartridge, printer ink, ink tank=printer ink, ram stick, graphics card, gpu=graphics card, motherboard, cooling pad, laptop cooler=cooling pad, e reader, walkie talkie, radio call=walkie talkie, intercom, fax machine, guitar amp, smart glasses, antenna, aerial=antenna, card reader, stylus, stylus pen=stylus, apple pencil=stylus, alarm system, arduino kit, raspberry pi, dvd player, karaoke machine, voice recorder, translator device, photocopier, photocopy machine=photocopier, solar fan, solar radio, otg cable=cable, usb hub, docking station, hdmi switch, signal booster, smoke detector, fingerprint scanner, biometric machine, attendance machine | antenne=antenna, photocopieuse=photocopier, scanneur=scanner
phone: phone, smartphone, smart phone, mobile phone, cell phone, cellphone, ~mobile, android phone, button phone, feature phone, kabambe, keypad phone, uk used phone, handset, foldable phone, ~mobile | simu, simu janja, simu ya, simu za, essimu, ssimu, telephone, telefone, portable, hp bekas, ponsel, handphone, telefon, kira waya, wayar hannu, foni, fon, ስልክ, ሞባይል, telefoni, terefone, iselula, simu smart, celular, موبايل, هاتف, celfone
laptop: laptop, notebook computer, macbook, chromebook, ultrabook, gaming laptop, laptop computer, notebook pc, mini laptop | laputopu, ordinateur portable, ordi portable, laptop bekas, laputop, kompyuta mpakato, ላፕቶፕ, mudasobwa, pc portable
computer: computer, desktop, desktop computer, desktop pc, ~pc tower, all in one pc, cpu, gaming pc, imac, all in one computer, system unit, mini pc, desktop set | kompyuta, kompyuta ya mezani, ordinateur, komputer, kompyuuta, ኮምፒውተር, ኮምፒዩተር, kkompyuta
tablet: tablet, ipad, kids tablet, android tablet, study tablet, drawing tablet, galaxy tab | tablette, tabuleti, ታብሌት
monitor: computer monitor, monitor screen, gaming monitor, ~monitor, curved monitor, pc monitor | ecran pc
tv: ~inch digital, ~inch smart, ~inch android, ~inch frameless, ~inch webos, ~inch led, tv, tvs, smart tvs, television, smart tv, led tv, android tv, digital tv, smart television, plasma tv, flat screen, flat screen tv, oled tv, qled tv | runinga, luninga, televisheni, ttivvi, ttiivi, televizyo, televiziyo, televizheni, televiseur, ecran plat, ecran led, ecran smart, tele, televisi, ቴሌቪዥን, ቲቪ, tivi, tiivi, tv za, tereviziyo, tereviziyo ya, tv ya
speaker: speaker, bluetooth speaker, portable speaker, wireless speaker, party speaker, karaoke speaker, mini speaker, boombox, pa speaker, jbl speaker, subwoofer speaker, partybox | spika, supika, enceinte, haut parleur, emizindaalo, omuzindaalo, sipika, baffle, speker, ስፒከር, የድምጽ ማጉያ, parlante, bafure, amabafure, ibafure, zipika
home theatre: home theatre, home theater, woofer, subwoofer, sub woofer, sound system, multimedia speaker, music system, hifi, hi fi, ~buffer, amplifier, bass speaker, home theatre system, hometheatre, mixer amplifier, equalizer | wufa, redio kubwa, radio cassette woofer, ufa, muziki system, sono
soundbar: soundbar, sound bar | barre de son
radio: radio, fm radio, solar radio, radio set, radio cassette, car radio | redio, rediyo, leediyo, ledio, reediyo, ሬዲዮ, iradio, laadiyo, radiyo, iradiyo
headphones: headphone, headset, head phone, wireless headphone, bluetooth headphone, gaming headset, bluetooth headset, beats headphone, noise cancelling headphone, over ear headphone, noise canceling headphone, headsets | casque, casque audio, hedifoni, hedset, headset bluetooth, ሄድፎን, ሄድሴት, visikizi, casque bluetooth
earbuds: earbud, ear bud, airpod, air pod, airdot, wireless earbud, earpod, earphone, ear phone, tws, bluetooth earbud, ear pod, airpods pro, oraimo earbud, freepods, free pod, earpiece, ear piece, handsfree, hands free, in ear, neckband, neck band, wireless earphone, bluetooth earphone | ecouteur, ecouteurs, iafoni, headset tws, ኤርፖድ, ኤርባድ, ኤር ፖድ, earphone za, ecouteur bluetooth, የጆሮ ማዳመጫ, kiisikizi
smartwatch: smartwatch, smart watch, fitness tracker, smart band, apple watch, fitness watch, fitness band, smart bracelet, iwatch, series watch, galaxy watch, kids smartwatch | montre connectee, saa janja, smartwatch pria, jam tangan pintar, ስማርት ሰዓት, ስማርት ዋች
power bank: power bank, powerbank, solar power bank, wireless power bank, mini power bank | pawa benki, batterie externe, pawabanki, ፓወር ባንክ
charger: charger, fast charger, phone charger, charging head, wireless charger, laptop charger, type c charger, adapter, adaptor, car charger, travel adapter, super charger, charger head, iphone charger, charging adapter, magsafe charger, charger set, magsafe | chaja, chargeur, chaaja, cas hp, charger hp, ቻርጀር, umushyusha charger, ccaaja, caaja, sharijeri, isharijeri
cable: usb cable, cable, charging cable, type c cable, hdmi cable, data cable, lightning cable, usb cord, charger cable, usb, aux cable, extension cord, usb c cable, ~cord | waya ya chaji, kebo, cable usb, kabel, kabel data, waya, ኬብል
*extension socket: ~extension, extension socket, power extension, extension cable, power strip, surge protector, smart plug, ~socket, wall socket, multi socket, power cable, tower extension, extension box | soketi, rallonge, extension ya umeme, multiprise, ኤክስቴንሽን, stop kontak
phone case: phone case, ^cover, phone cover, phone pouch, iphone case, silicone case, case cover, back cover, cover case, iphone cover, phone casing, casing, clear case, flip cover, phone cases, cover iphone, airpod case, airpods case, ~case, samsung cover, samsung case, phone pouches | kava ya simu, makava ya simu, kava, makava, kasha la simu, coque, etui, casing hp, kaava, የስልክ ከቨር, ከቨር, coque telephone, cover ya simu, cover za simu
screen protector: screen protector, screen guard, tempered glass, privacy screen protector, glass protector, phone protector, protector, privacy glass, 9d glass, tempered | protecta, verre trempe, pelindung layar, protector ya simu, kioo cha kulinda, tempered glass hp, protection ecran
*phone holder: phone holder, phone stand, car phone holder, pop socket, popsocket, phone mount, phone grip, selfie stick, mobile holder, laptop stand, tablet stand, desktop stand, magnetic holder, gooseneck holder | support telephone, stendi ya simu, selfie stick tripod, የስልክ ማስቀመጫ, የስልክ መያዣ, holder hp
phone screen: phone screen, replacement screen, lcd screen, iphone screen | kioo cha simu, ecran telephone
ring light: ring light, ringlight, selfie light, led ring light, selfie ring light | ringilaiti, anneau lumineux, ሪንግ ላይት
tripod: tripod, tripod stand, camera stand, phone tripod, tripod selfie stick | tripodi, trepied, ትራይፖድ
microphone: microphone, mic, wireless mic, lavalier mic, karaoke mic, wireless microphone, lapel mic, k9 mic, lapel microphone, mini mic, condenser mic, bluetooth mic | maikrofoni, micro, maiki, ማይክ, ማይክሮፎን, mikrofon
camera: camera, digital camera, dslr, canon camera, action camera, webcam, polaroid, instant camera, instax, mirrorless camera, mini camera, nikon, cctv camera, security camera, wifi camera, bulb camera, ip camera, spy camera, cctv, drone camera, dash cam, dashcam, kids camera, gopro, camera bulb, surveillance camera, video camera, canon eos, nanny cam, vlog camera | kamera, appareil photo, kkamera, kamera za cctv, ካሜራ, camera de surveillance, የደህንነት ካሜራ
drone: drone, mini drone, dji drone | droni, ድሮን
projector: projector, mini projector, galaxy projector, star projector, android projector, led projector, data projector | projekta, videoprojecteur, projecteur, ፕሮጀክተር, proyektor
game console: game console, ps5, ps4, ps3, playstation, xbox, nintendo, nintendo switch, game player, play station, gaming console, handheld game, retro game, video game, playstation 5, playstation 4, ps 4, ps 5, game stick, ps2, nintendo wii, psp | console de jeu, plestesheni, konsol game, geemu, gemu, console jeux, ጌም
game controller: controller, game pad, gamepad, joystick, ps4 controller, ps4 pad, ps5 controller, ps5 pad, pad ps4, dualshock, dualsense, xbox controller, game controller, gaming pad, gaming controller | pedi ya game, manette, stik ps
video game disc: ps4 game, ps5 game, game disc, ps4 cd, game cd, ps4 disc
memory card: memory card, sd card, micro sd, flash card, memory chip | memori kadi, carte memoire, kartu memori, ሚሞሪ
flash disk: flash disk, flash drive, usb flash, ~flash, pen drive, pendrive, usb drive, flashdisk, usb stick, flash disc | cle usb, flashi, ፍላሽ, usb flesh
hard drive: hard drive, hard disk, external hard drive, ssd, external hdd, hdd, external hard disk, ssd drive, external ssd | disque dur, hadi disiki, harddisk
keyboard: keyboard, computer keyboard, wireless keyboard, gaming keyboard, keyboard and mouse, mechanical keyboard | clavier, kibodi, ኪቦርድ
mouse: ~mouse, wireless mouse, gaming mouse, computer mouse, mouse pad, mousepad, bluetooth mouse | souris, mausi, ማውስ
router: router, wifi router, mifi, ~wifi, modem, pocket wifi, 4g router, wifi extender, 5g router, starlink, starlink kit, wifi repeater, wifi dongle, portable wifi | rauta, routeur, ሮውተር, modem wifi, ዋይፋይ, mifi za
printer: printer, epson printer, photo printer, thermal printer, 3d printer, label printer, receipt printer | printa, imprimante, ፕሪንተር, printer ya
*ups: ups, stabilizer, voltage stabilizer, avs, voltage protector, fridge guard, tv guard, power guard, voltage guard, fridge guard protector, automatic voltage | onduleur, stabilisateur, stabilaiza
*decoder: decoder, tv box, android box, dstv, gotv, startimes, tv stick, fire stick, firestick, android tv box, roku, free to air decoder, dstv decoder, gotv decoder, startimes decoder, zuku, azam decoder, dish antenna, digital decoder, satellite dish | king'amuzi, kingamuzi, ving amuzi, decodeur, ዲኮደር, dish ya, king amuzi
tv stand mount: tv mount, tv bracket, wall mount, wall bracket, tv wall mount, wall mount bracket | braketi ya tv, support tv
remote: ~remote control, tv remote, remote tv | rimoti, telecommande, remoti, ሪሞት
*led strip light: led strip, led light, led strip light, rgb light, neon light, strip light, sunset lamp, fairy light, string light, sunset light, rgb strip, galaxy light, led lights, disco light, ambient light, neon sign | ruban led, lumiere led, taa za led, lampu led, taa za rgb, ኤልኢዲ መብራት
*lamp: rechargeable lamp, desk lamp, table lamp, rechargeable light, emergency light, torch, flashlight, lantern, bedside lamp, study lamp, rechargeable bulb, led bulb, bulb, spotlight, head torch, night lamp, headlamp, rechargeable torch, night light, ~light, reading lamp, floor lamp, security light, emergency bulb, energy saver bulb, spot light, flood light, floodlight, ~lamp | taa, tochi, lampe, ampoule, ettaala, ttooki, ttaala, itara, amatara, lampu, ሎምባ, መብራት, አምፖል, lampe torche, lampe rechargeable, lamba, balbu, ampoule=bulb, ampoules=bulb, itara, amatara
solar panel: solar panel, mono panel, solar system, solar, solar kit, panel solar, solar home system, full solar kit, poly panel, solar panel kit | sola, paneli za sola, paneli ya sola, panneau solaire, panneau, solla, kit solaire, panel surya, የፀሐይ ሶላር, ሶላር, ሶላር ፓናል, ሶላር ፓነል, solaire, amashanyarazi y imirasire
solar light: solar light, solar lamp, solar street light, solar floodlight, solar flood light, solar bulb, solar lantern, solar lights, solar security light | taa ya sola, taa za sola, lampe solaire, ettaala ya solla, taa za solar, taa ya solar, lampu tenaga surya, ሶላር መብራት
generator: generator, ~gen, inverter generator, gen set, genset, petrol generator, diesel generator, i pass my neighbor, i better pass my neighbour | jenereta, groupe electrogene, jenerato, geni, ጀነሬተር, genset bensin, jenereeta, jeneereta, moteri
inverter: inverter, hybrid inverter, power inverter, solar inverter, inverter battery, power station, portable power station, inverter system, pure sine wave inverter | inveta, convertisseur, ኢንቨርተር
battery: solar battery, gel battery, car battery, ~battery, lithium battery, rechargeable battery, phone battery, battery solar, laptop battery, tubular battery, deep cycle battery, dry cell | betri, batterie, bbaatule, batiri, baterai, ባትሪ, betri ya sola, betri ya gari
*smart home device: smart bulb, smart camera, video doorbell, doorbell, smart door lock, smart lock, smart doorbell, alexa, echo dot, google home
*gps tracker: gps tracker, gps, car tracker, airtag, air tag, smart tag | traceur gps
calculator: scientific calculator, calculator | calculatrice, kikokotoo, kalkulator
*turntable: turntable, record player, dj controller, dj mixer, audio mixer
piano: electric piano, piano keyboard, digital piano, yamaha keyboard
megaphone: megaphone
vr headset: vr headset, vr box, vr glasses
`;

export const numberedSeries = `
phone: techno spark, techno camon, techno pop, techno phantom, iphone, i phone, galaxy, samsung galaxy, samsung, infinix, infinix hot, infinix note, infinix smart, infinix zero, tecno, tecno pop, tecno spark, tecno camon, tecno phantom, itel, redmi, redmi note, xiaomi, poco, oppo, oppo reno, vivo, realme, nokia, huawei, pixel, google pixel, oneplus, camon, pova, tecno pova, spark go, smart 8, hot 40, villaon, umidigi, honor, motorola, moto, xperia, moto g, moto e, moto edge, blackberry, iphon, iphones, ip11, samsung note, samsung s, samsung a, gionee, neon ray, kzg, nova y, huawei nova, x tigi, zte, doogee, ulefone, lenovo k, apple iphone, sumsung, redmi a, አይፎን, ሳምሰንግ, ቴክኖ, ኢንፊኒክስ
laptop: macbook, macbook air, macbook pro, elitebook, hp elitebook, probook, hp probook, thinkpad, lenovo thinkpad, latitude, dell latitude, inspiron, dell inspiron, hp pavilion, pavilion, ideapad, lenovo ideapad, zbook, vostro, surface pro, hp stream, acer aspire, aspire, hp spectre, hp envy, hp omen, yoga laptop, dell xps, xps, hp folio, hp laptop, dell laptop, lenovo laptop, asus, asus vivobook, vivobook, hp notebook, dell precision, precision, toshiba satellite, hp 250, hp 15, hp 840
sneakers: jordan, air jordan, jordans, nike air, air force, airforce, nike air force, air max, airmax, nike air max, yeezy, adidas yeezy, new balance, newbalance, nb, samba, adidas samba, gazelle, adidas gazelle, converse, all star, vans, vans old skool, nike dunk, dunk low, sb dunk, puma suede, stan smith, superstar, adidas superstar, campus adidas, adidas campus, nike cortez, balenciaga, fila disruptor, asics, gel kayano, nike zoom, vapormax, vapor max, nike tn, tn, huarache nike, nike shox, skechers, reebok, on cloud, cloudfoam, airforce one, nike blazer, valentino sneaker, prada sneaker, louis vuitton trainer, lv trainer, mcqueen, alexander mcqueen, chuck taylor, jordan retro, nike sb, sb dunks, ጆርዳን, nike p6000, new balance 530, airmaxes, airforces, naked wolfe, clarks wallabee, off white, gucci ace, versace chain reaction, onitsuka, onitsuka tiger
game console: ps, playstation, xbox, xbox series, xbox one, play station
smartwatch: apple watch series, galaxy watch, hw, t900, t500, apple watch, huawei watch, huawei band, mi band, redmi watch, smart band, oraimo watch, fitbit, garmin, series watch, iwatch series
earbuds: airpods, airpods pro, galaxy buds, redmi buds, oraimo freepods, freebuds, soundcore, airpod pro, pro 4 airpods, mi airdots
tablet: ipad, ipad pro, ipad air, galaxy tab, lenovo tab, itel pad, samsung tab, huawei matepad, redmi pad, kindle, amazon fire, modio tab, atouch
speaker: jbl flip, jbl charge, jbl, jbl go, jbl xtreme, jbl clip, sony srs, jbl partybox, partybox, bose soundlink, anker soundcore
headphones: beats studio, sony wh, beats solo, bose qc, airpods max, beats by dre
jeans: levis, levi, levi s
car: toyota, vitz, premio, harrier, nissan, subaru, mazda, prado, land cruiser, rav4, corolla, ipsum, wish, noah, hiace, fielder, axio, honda fit, probox, mark x, mercedes, mercedes benz, bmw, audi, volkswagen, vw golf, golf, peugeot, hyundai, kia, lexus, suzuki alto, alto, demio, passo, x trail, xtrail, forester, camry, hilux, rumion, allion, toyota camry, toyota corolla, honda civic, honda accord, lexus rx, innova, avanza, nissan note
motorcycle: royal enfield, enfield, pulsar, splendor, hero splendor, honda shine, ktm, suzuki gixxer, vespa lx, bajaj boxer, boxer bm, tvs apache, tvs star, honda ace, bajaj, boxer 150, tvs hlx, yamaha, haojue, boxer x
tv: hisense tv, tcl, skyworth, vitron, hisense vidaa, syinix tv, samsung tv, lg tv
`;

export const brands = `
phone: redmi, samsung
power bank: oraimo power bank, anker powercore
laptop: dell, lenovo, acer, toshiba, core i, intel core, core i3, core i5, core i7, core i9, ryzen 5, ryzen 7, celeron, hp 820, hp 830, hp 640, hp 650, hp 430, hp 450, hp 440, hp 1030, hp g
camera: gopro hero, canon, nikon, hikvision, instax
drone: dji, dji mini
game console: nintendo switch, sega
sneakers: nike, adidas, puma, fila, louis vuitton sneaker, timbs sneaker, golden goose, dc shoes
boots: timberland, dr martens, doc martens, docs, cat boots, timbs, caterpillar
polo shirt: lacoste
crocs: crocs
shoes: clarks, bata, hush puppies, ecco
slides: gucci slides, yeezy slides, ugg slides
handbag: birkin, michael kors, mk bag, charles keith, charles and keith, lv bag, lady dior, telfar, hermes, dior book tote, coach bag, prada bag, chanel bag
watch: rolex, casio, g shock, gshock, patek, patek philippe, hublot, cartier watch, naviforce, curren, audemars, audemars piguet, skmei, fossil, seiko, omega watch, poedagar, richard mille, tissot, citizen watch, michael kors watch
sunglasses: ray ban, rayban, cartier glasses
perfume: sauvage, khamrah, oud wood, baccarat rouge, lattafa, asad, yara, chanel no, good girl, dior sauvage, smart collection, club de nuit, creed aventus, bleu de chanel, arabian oud, versace eros, armaf, victoria secret, victorias secret, zara perfume, aventus, sculpture, afnan, ameer al oudh, sabah al ward, hawas, fakhar, ana abiyedh
lotion: nivea, vaseline, cocoa butter lotion, cerave lotion, carotone, caro white, jergens, dove lotion, nice and lovely, movate, jergens lotion, aveeno
serum: ordinary, the ordinary
cream: cerave, caro light cream, epiderm, bb clear, perfect white cream
body oil: bio oil
fan: ox fan
air fryer: ninja air fryer
diapers: pampers, huggies, molfix, softcare, bebem, cuddlers, kisskids, sunfree, babyland, mamypoko, drypers, sweetbaby
baby formula: similac, nan, nan pro, lactogen, sma, aptamil, enfamil, s26, s 26, cow and gate, nan optipro, promil, nestogen, novalac, guigoz, bledine, nan 1, nan 2
milk powder: pediasure, pedia sure, nido, ensure, peak milk, dano, cowbell, nutrilac, anchor milk, incolac, loya
baby cereal: cerelac, nutribom, frisocrem
cereal: weetabix, golden morn, kellogg, corn flakes, cornflakes
mass gainer: hayper gain, hyper mass, mass gainer, serious mass, hyper gain, weight gainer, mass tech
generator: sumec, elepaq, tiger generator, firman, honda generator
tv: bravia, lg oled, lg, hisense, tcl, skyworth, vitron, syinix, polystar
motorcycle: boxer bm150
jewelry: pandora
speaker: bose, marshall
game: fifa, fc 25, fc 24, fc 26
bible: niv bible
toy blocks: lego
diaper bag: mama bag
tumbler: stanley cup, stanley tumbler, stanley, hydro flask
jumpsuit: carhartt overall
clothes: carters, carter, mothercare, oshkosh, mother choice, hudson baby
`;
