/** Same form as the other tables: `kind: English names | names in other languages`. */
export const beauty = `
perfume: perfume, perfum, cologne, fragrance, ~scent, eau de parfum, edp, edt, eau de toilette, body spray, perfume oil, oil perfume, roll on perfume, body mist, oud, arabian perfume, arabic perfume, attar, perfume set, pocket perfume, deodorant spray, perfume spray, designer perfume, body splash, mini perfume, oud perfume, unisex perfume, men perfume, women perfume, tester perfume, roll on, perfume roll on, humra, bakhoor perfume | manukato, marashi, pafyumu, parfum, akawoowo, obuwoowo, kawoowo, umubavu, parfume, pabango, turare, ሽቶ, ሽቱ, wangi wangian, minyak wangi, عطر, عطور, parfums
deodorant: deodorant, antiperspirant, roll on deodorant, rollon, deo | deodorante, kwapa, deodoran
lotion: lotion, body lotion, moisturizer, moisturiser, body milk, lightening lotion, glow lotion, vaseline, petroleum jelly, body moisturizer, whitening lotion, hand lotion, body oil lotion, brightening lotion, body glow, caro lotion, baby lotion | losheni, mafuta ya kujipaka, mafuta ya mwili, lait corporel, lait de corps, lait, ebizigo, ekizigo, amavuta yo kwisiga, losyon, hand body, ሎሽን, የሰውነት ሎሽን
cream: ~cream, face cream, body cream, night cream, day cream, acne cream, whitening cream, lightening cream, bleaching cream, hand cream, eye cream, anti aging cream, facial cream, breast cream, slimming cream, glow cream, body butter cream, foot cream, turmeric cream, spot cream, stretch mark cream, shaving cream, hair cream, pimple cream, dark spot cream, facial moisturizer, cold cream, butt cream | krimu, creme, creme visage, krim, krim wajah, ክሬም, የፊት ክሬም, cremes, mafuta ya uso
serum: serum, face serum, niacinamide, niacinamide serum, vitamin c serum, hyaluronic acid, retinol, retinol serum, facial serum, glow serum, vitamin c, collagen serum, acne serum, hair serum, face oil, glycolic acid, salicylic acid | sirum, serum visage, serum wajah, ሴረም
sunscreen: sunscreen, sun screen, sunblock, spf, spf 50, spf cream | creme solaire
face wash: face wash, facial wash, cleanser, facial cleanser, foaming cleanser, face cleanser, micellar water, facial foam | sabuni ya uso, nettoyant visage, sabun muka
toner: toner, face toner, facial toner, rose water | tonique visage
face mask beauty: clay mask, sheet mask, facial mask, peel off mask, charcoal mask | masque visage, masker wajah
*scrub: body scrub, face scrub, ~scrub, sugar scrub, coffee scrub, exfoliator, lip scrub, exfoliating glove, exfoliating scrub | gommage, lulur, skrabu
soap: soap, bar soap, body soap, black soap, herbal soap, bathing soap, beauty soap, kojic soap, african black soap, antiseptic soap, bath soap, turmeric soap, whitening soap, goat milk soap, carrot soap, organic soap, medicated soap, hand wash, handwash, shower soap | sabuni, savon, ssabbuuni, sabbuuni, isabune, sabun, sabon, ሳሙና, savon noir, sabon mandi
*shower gel: shower gel, body wash, bath gel, bubble bath, bath bomb, bath salt, bath and body set, body wash gel | gel douche
body butter: body butter, whipped body butter, cocoa butter
shea butter: shea butter, shea, raw shea butter | karite, beurre de karite, nkuto, moo yao
*body oil: body oil, coconut oil body, glow oil, carrot oil, argan oil, skin oil, bio oil, massage oil, tissue oil, essential oil, castor oil, black castor oil, tea tree oil, rosehip oil, turmeric oil, carrot oil body, body shimmer | mafuta ya nazi ya mwili, huile corporelle, huile essentielle, huile de ricin
lipstick: lipstick, lip stick, matte lipstick, liquid lipstick, lip tint, lip stain, lippy | lipstiki, rouge a levres, lipstik, ሊፕስቲክ, lipistiki
lip gloss: lip gloss, lipgloss, glossy lip, gloss | gloss levres, lip glos
lip balm: lip balm, lipbalm, lip care, chapstick | baume a levres, lip mask
lip liner: lip liner, lipliner | crayon a levres
foundation: foundation, face foundation, liquid foundation, bb cream, cc cream, matte foundation | fond de teint, fandesheni
concealer: concealer, color corrector | anti cerne
powder: face powder, compact powder, setting powder, loose powder, banana powder, ~compact, translucent powder, powder foundation, pressed powder | poda, poudre, bedak, poudre visage, poda ya uso, ፓውደር
*blush: blush, blusher, highlighter makeup, ~highlighter, ~contour, bronzer, highlighter palette | fard a joues
*eyeshadow: eyeshadow, eye shadow, eyeshadow palette, makeup palette, eye palette | fard a paupieres, palette maquillage
mascara: mascara | maskara
eyeliner: eyeliner, eye liner, eye pencil, eyebrow pencil, kajal, kohl, brow pencil, eye brow pencil | wanja, crayon yeux, ኩል, tiro, eyeliner za
eyelashes: eyelash, eye lash, lash, lashes, false lash, mink lash, lash extension, cluster lash, strip lash, magnetic lash | kope, kope bandia, faux cils, bulu mata
makeup: makeup, make up, makeup kit, makeup set, make up kit, makeup bundle, cosmetics, beauty kit, cosmetic, makeup product, setting spray, ~primer, makeup remover, make up set | vipodozi, maquillage, kosmetik, መኳኳያ, meikapu, kit maquillage, ebyokwewunda
makeup brush: makeup brush, make up brush, brush set, makeup brushes, beauty blender, makeup sponge, blender sponge, brushes set | pinceau maquillage
makeup mirror: makeup mirror, led mirror, vanity mirror, hollywood mirror | miroir maquillage
nails: nail, press on nail, press on, acrylic nail, gel nail, fake nail, false nail, artificial nail, stick on nail, nail tip, nail set, press ons | kucha, kucha bandia, kucha za kubandika, faux ongles, ongle, enjala, kuku palsu, ጥፍር, አርቴፊሻል ጥፍር
nail polish: nail polish, gel polish, nail varnish, nail vanish, nail art, cutex, nail paint, nail lacquer | rangi ya kucha, vernis, vernis a ongles, kuteks, የጥፍር ቀለም
*nail kit: nail kit, manicure set, manicure kit, pedicure set, nail drill, uv lamp, nail lamp, pedicure kit, nail dryer, nail clipper, nail cutter | 
wig: wig, lace front, lace fronts, human wig, frontal lace wig, human hair wig, lace wig, frontal wig, bob wig, braided wig, closure wig, bone straight wig, synthetic wig, wig cap wig, headband wig, glueless wig, pixie wig, curly wig, lace front wig, hd lace wig, bone straight, pixie cut wig, pixie cut, fringe wig, kinky wig, bounce wig, wigs unit, lace frontal wig, ombre wig, frontal unit, human hair unit, bob unit, pixie curl wig, deep wave wig, water wave wig, body wave wig, bounce hair wig, wig unit | wigi, perruque, ewigi, wigu, iwigi, rambut palsu, wig rambut, ዊግ, ዊጎች
braids: braid, braiding hair, xpression braid, attachment hair, passion twist, crochet braid, locs hair, knotless braid, crochet hair, dreadlock extension, faux loc, expression braid, abuja braid, ponytail braid, kinky twist, hair braid, darling braid | rasta, nywele za kusuka, suka rasta, meche, meches, emviiri za rasta, ishinga, mesh ya kusuka
hair extension: hair extension, weave, weavon, closure, frontal, ~bundle, bundles, human hair, hair bundle, lace closure, lace frontal, brazilian hair, weave on, ponytail, ponytail extension, clip in, clip ins, bone straight hair, ~hair, hair piece, hair attachment, attachment, extension hair, bulk hair, human braiding hair, brazilian wool, tissage closure, deep wave, body wave, water wave, kinky hair, hair bundles, donor hair, vietnamese hair, super double drawn hair, sdd hair, hair weave, afro kinky | tissage, nywele bandia, nywele, weaving, enviiri, emviiri, imisatsi, cheveux, cheveux naturels, hair ext, ጸጉር, ሂውማን ሄር, ፀጉር, rambut, irun
hair oil: hair oil, hair growth oil, growth oil, hair butter, scalp oil, hair growth cream, hair food, hair growth, hair grease, hair pomade, hair growth serum, beard oil, beard growth oil, beard kit, hair growth kit, hair grower, amla oil, hair tonic | mafuta ya nywele, huile cheveux, huile capillaire, amavuta y imisatsi, minyak rambut, የጸጉር ቅባት, huile de cheveux, butto ly enviiri
shampoo: shampoo, hair shampoo, shampoo and conditioner, anti dandruff shampoo, sampoo | shampuu, shampoing, sampo, ሻምፖ
conditioner: conditioner, hair conditioner, leave in conditioner, hair mask, hair treatment, leave in | apres shampoing
*hair gel: hair gel, styling gel, edge control, hair spray, hair mousse, eco gel, hold gel, hair wax, lace glue, wig glue, edge gel, hair spritz | gel cheveux, jeli ya nywele
*hair dye: hair dye, hair color, hair colour, hair henna, henna, hair tint, hair relaxer, relaxer, black henna, beard dye, hair dye shampoo | rangi ya nywele, hina, henne, teinture cheveux, pewarna rambut, ሂና
comb: comb, hair comb, hair brush, hairbrush, hot comb, detangling brush, wig brush, afro comb, wave brush, electric comb, hot comb electric | kitana, chanuo, peigne, sisir, mswaki wa nywele
hair dryer: hair dryer, hairdryer, blow dryer, blow drier, blowdryer, blow dry, hand dryer hair, salon dryer | seche cheveux, sechoir, drayer, የጸጉር ማድረቂያ, ጸጉር ማድረቂያ, የፀጉር ማድረቂያ, hair drier, የጸጉር ካውያ, pengering rambut
hair straightener: flat iron, hair straightener, straightener, hair straightener brush, hot brush, straightening comb, flatiron, hair iron, hair straightening brush | pasi ya nywele, lisseur, fer a lisser, catokan, fer a repasser cheveux, የጸጉር ካውያ ፍላት, ካውያ
curling iron: curling iron, hair curler, curler, curling wand, hair roller, flexi rod, heatless curl, heatless curler, perm rod | fer a boucler, bigoudi
shaving machine: shaving machine, shaver, hair clipper, trimmer, clipper, shaving kit, electric shaver, hair trimmer, barber machine, balding clipper, hair shaver, beard trimmer, nose trimmer, epilator, electric razor, balding machine, hair cutting machine, cordless clipper, clippers, barbing machine, hair removal machine, lady shaver | mashine ya kunyoa, tondeuse, mashini ya kunyoa, akuma akamwa, rasoir electrique, alat cukur, የጸጉር ማሽን, ያጸጉር ማሽን, የፂም ማሽን, የጢም ማሽን, mashine za kunyolea, mashine ya kunyolea
razor: razor, shaving stick, shaving blade, eyebrow razor, eyebrow trimmer | wembe, nyembe, rasoir, akamwano
*hair removal: hair removal cream, wax kit, waxing kit, hair remover, wax heater, wax warmer, waxing machine, wax machine, sugaring paste, hair removal spray, ipl, ipl hair removal | epilation, cire
toothbrush: toothbrush, tooth brush, electric toothbrush, u shape toothbrush, baby toothbrush, kids toothbrush | mswaki, miswaki, brosse a dent, brosse a dents, akaswaki, ebbulaasi y amannyo, uburoso bw amenyo, sikat gigi, የጥርስ ብሩሽ, ጥርስ ብሩሽ, burashi bw amannyo
toothpaste: toothpaste, tooth paste, teeth whitening toothpaste, charcoal toothpaste | dawa ya meno, dentifrice, dawa ya mswaki, kolugeti, pasta gigi, eddagala ly amannyo, የጥርስ ሳሙና, umuti w amenyo
teeth whitening kit: teeth whitening, teeth whitening kit, teeth whitener, teeth whitening strip, mouthwash, water flosser, oral irrigator, dental floss, teeth whitening powder, tooth powder | blanchiment dentaire
incense: bakhoor, incense, oud incense, incense stick, oudi | udi, ubani, encens, ዕጣን
*cotton wool: cotton wool, cotton pad, makeup wipe, cotton bud, ear bud cotton
*sanitary pads: sanitary pad, sanitary towel, ~pad, period pad, reusable pad, menstrual cup, tampon, pads sanitary | pedi, taulo za kike, serviette hygienique, olukonge pads, pad wanita, cotex, sodo, ሞዴስ
*skincare set: skincare set, skin care set, skincare kit, skincare, skin care, glow kit, glowing kit, face set, lightening set, facial kit, body set, skincare product, bath set, acne kit, body care set, glow set, organic skincare, face care set, brightening set, whitening set, acne set, skin glow set, skin care kit | skincare set, soin visage, gamme eclaircissante, gamme, perawatan wajah
*massager: massager, massage gun, face massager, jade roller, body massager, facial steamer, face steamer, gua sha, neck massager, foot massager, facial massager, facial roller, massage machine | masseur, mashine ya masaji, ማሳጅ, ማሳጅ ማሽን, pijat
*tattoo: temporary tattoo, tattoo sticker, henna tattoo
`;
