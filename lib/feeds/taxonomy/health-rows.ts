/** `id | path | kinds`: rows of Google's product taxonomy (2021-09-21) and what we file under them. */
export const healthRows = `
491 | Health & Beauty > Health Care | massage belt, heat belt, nebulizer, oximeter, stethoscope, hearing aid, crutches
2246 | Health & Beauty > Health Care > Biometric Monitors > Blood Glucose Meters | glucometer, glucose meter, sugar machine, blood sugar machine, test strips
495 | Health & Beauty > Health Care > Biometric Monitors > Blood Pressure Monitors | blood pressure monitor, blood pressure machine, bp machine, bp monitor, blood pressure, blood pressure meter
501 | Health & Beauty > Health Care > Biometric Monitors > Medical Thermometers | thermometer
775 | Health & Beauty > Health Care > Condoms | condom
510 | Health & Beauty > Health Care > First Aid > First Aid Kits | first aid kit
6205 | Health & Beauty > Health Care > First Aid > Hot & Cold Therapies > Heating Pads | heating pad, menstrual heating pad, hot water bottle, hot water bag
525 | Health & Beauty > Health Care > Fitness & Nutrition > Vitamins & Supplements | supplement, vitamin, vitamins, multivitamin, mass gainer, collagen, capsule, slimming, detox, sea moss, spirulina, biotin
1680 | Health & Beauty > Health Care > Medical Tests > Pregnancy Tests | pregnancy test
518 | Health & Beauty > Health Care > Medicine & Drugs | medicine, herbal medicine, syrup
3364 | Health & Beauty > Health Care > Mobility & Accessibility > Accessibility Equipment > Wheelchairs | wheelchair, wheel chair
523 | Health & Beauty > Health Care > Supports & Braces | knee support, ankle support, knee brace, wrist support, back support, posture corrector, back brace, knee sleeves
5974 | Health & Beauty > Jewelry Cleaning & Care > Jewelry Holders | jewelry box
2915 | Health & Beauty > Personal Care |
473 | Health & Beauty > Personal Care > Cosmetics | makeup product, beauty kit
474 | Health & Beauty > Personal Care > Cosmetics > Bath & Body | bath set, bath salt, bath bomb, bubble bath, scrub, exfoliator, exfoliating scrub
2503 | Health & Beauty > Personal Care > Cosmetics > Bath & Body > Bar Soap | soap
2875 | Health & Beauty > Personal Care > Cosmetics > Bath & Body > Bath Sponges & Loofahs | exfoliating glove, loofah, bath sponge
2747 | Health & Beauty > Personal Care > Cosmetics > Bath & Body > Body Wash | shower gel, body wash, bath gel, body wash gel
3691 | Health & Beauty > Personal Care > Cosmetics > Bath & Body > Hand Sanitizers & Wipes | hand sanitizer, sanitizer
3208 | Health & Beauty > Personal Care > Cosmetics > Bath & Body > Liquid Hand Soap | liquid soap
475 | Health & Beauty > Personal Care > Cosmetics > Bath & Body Gift Sets | bath and body set, body care set
6069 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Sets | skin care set, glow set, glow kit, glowing kit, lightening set, brightening set, whitening set, acne set, skin glow set, face care set
2548 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Makeup Tools | makeup mirror, beauty blender
2780 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Makeup Tools > Eyelash Curlers | eyelash curler
7256 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Makeup Tools > False Eyelash Accessories > False Eyelash Adhesive | lash glue, eyelash glue
3025 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Makeup Tools > Makeup Brushes | makeup brush
2975 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Nail Tools | nail cutter
6300 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Nail Tools > Manicure Tool Sets | nail kit, manicure set, manicure kit, pedicure set, pedicure kit
2828 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Nail Tools > Nail Clippers | nail clipper
7490 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Nail Tools > Nail Drills | nail drill
5880 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Nail Tools > Nail Dryers | nail dryer, uv lamp, nail lamp
6760 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Skin Care Tools > Facial Saunas | facial steamer, face steamer
2511 | Health & Beauty > Personal Care > Cosmetics > Cosmetic Tools > Skin Care Tools > Pumice Stones | pumice stone, foot file
477 | Health & Beauty > Personal Care > Cosmetics > Makeup | makeup
2904 | Health & Beauty > Personal Care > Cosmetics > Makeup > Eye Makeup > Eye Shadow | eyeshadow, eye shadow, eyeshadow palette, eye palette, makeup palette
2807 | Health & Beauty > Personal Care > Cosmetics > Makeup > Eye Makeup > Eyeliner | eyeliner
2761 | Health & Beauty > Personal Care > Cosmetics > Makeup > Eye Makeup > False Eyelashes | eyelashes, lashes
2834 | Health & Beauty > Personal Care > Cosmetics > Makeup > Eye Makeup > Mascara | mascara
6305 | Health & Beauty > Personal Care > Cosmetics > Makeup > Face Makeup > Blushes & Bronzers | blush, blusher, bronzer, contour
2980 | Health & Beauty > Personal Care > Cosmetics > Makeup > Face Makeup > Face Powder | powder
2765 | Health & Beauty > Personal Care > Cosmetics > Makeup > Face Makeup > Foundations & Concealers | foundation, concealer
6304 | Health & Beauty > Personal Care > Cosmetics > Makeup > Face Makeup > Highlighters & Luminizers | highlighter makeup, highlighter, highlighter palette
6306 | Health & Beauty > Personal Care > Cosmetics > Makeup > Lip Makeup > Lip & Cheek Stains | lip tint
2858 | Health & Beauty > Personal Care > Cosmetics > Makeup > Lip Makeup > Lip Gloss | lip gloss
2589 | Health & Beauty > Personal Care > Cosmetics > Makeup > Lip Makeup > Lip Liner | lip liner
3021 | Health & Beauty > Personal Care > Cosmetics > Makeup > Lip Makeup > Lipstick | lipstick
3509 | Health & Beauty > Personal Care > Cosmetics > Makeup > Temporary Tattoos | tattoo, temporary tattoo, tattoo sticker, henna tattoo
4218 | Health & Beauty > Personal Care > Cosmetics > Nail Care > False Nails | nails, press on nails
2683 | Health & Beauty > Personal Care > Cosmetics > Nail Care > Nail Polishes | nail polish, gel polish
479 | Health & Beauty > Personal Care > Cosmetics > Perfume & Cologne | perfume, cologne, fragrance, body mist
567 | Health & Beauty > Personal Care > Cosmetics > Skin Care | serum, skincare, skin care, skincare set, skincare product, organic skincare, face set, body set
6104 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Body Oil | body oil, oil
2526 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Facial Cleansers | face wash, cleanser, micellar water
7467 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Facial Cleansing Kits | skincare kit, skin care kit, facial kit, acne kit
543573 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lip Balms & Treatments > Lip Balms | lip balm
2592 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Lotion & Moisturizer | lotion, cream, body butter, shea butter, moisturizer, cocoa butter, glycerin, aloe vera gel
6034 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Makeup Removers | makeup wipe, makeup remover
6262 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Skin Care Masks & Peels | face mask, face pack, clay mask, sheet mask
2844 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Sunscreen | sunscreen
543658 | Health & Beauty > Personal Care > Cosmetics > Skin Care > Toners & Astringents > Toners | toner
4929 | Health & Beauty > Personal Care > Cotton Balls | cotton wool, cotton pad
2934 | Health & Beauty > Personal Care > Cotton Swabs | cotton bud, ear bud cotton
543598 | Health & Beauty > Personal Care > Deodorant & Anti-Perspirant > Deodorant | deodorant
2387 | Health & Beauty > Personal Care > Feminine Sanitary Supplies > Feminine Pads & Protectors | sanitary pads, sanitary pad, sanitary towel, pad, period pad, reusable pad, pads sanitary
8122 | Health & Beauty > Personal Care > Feminine Sanitary Supplies > Menstrual Cups | menstrual cup
2564 | Health & Beauty > Personal Care > Feminine Sanitary Supplies > Tampons | tampon
2801 | Health & Beauty > Personal Care > Foot Care > Insoles & Inserts | insole, arch support
486 | Health & Beauty > Personal Care > Hair Care | hair oil, hair food, hair treatment
2814 | Health & Beauty > Personal Care > Hair Care > Hair Color | hair dye, hair color, hair colour, hair henna, henna, hair tint, black henna, beard dye, hair dye shampoo
6052 | Health & Beauty > Personal Care > Hair Care > Hair Permanents & Straighteners | hair relaxer, relaxer
1901 | Health & Beauty > Personal Care > Hair Care > Hair Styling Products | hair gel, styling gel, edge control, hair spray, hair mousse, eco gel, hold gel, hair wax, edge gel, hair spritz
487 | Health & Beauty > Personal Care > Hair Care > Hair Styling Tools > Combs & Brushes | comb, hair brush, hairbrush
489 | Health & Beauty > Personal Care > Hair Care > Hair Styling Tools > Curling Irons | curling iron, hair curler
490 | Health & Beauty > Personal Care > Hair Care > Hair Styling Tools > Hair Dryers | hair dryer
3407 | Health & Beauty > Personal Care > Hair Care > Hair Styling Tools > Hair Straighteners | hair straightener, flat iron
543616 | Health & Beauty > Personal Care > Hair Care > Shampoo & Conditioner > Conditioners | conditioner
543615 | Health & Beauty > Personal Care > Hair Care > Shampoo & Conditioner > Shampoo | shampoo
471 | Health & Beauty > Personal Care > Massage & Relaxation > Massagers | massager, massage gun, jade roller, gua sha, facial roller, face roller, massage machine, massage treadmill
3019 | Health & Beauty > Personal Care > Oral Care > Teeth Whiteners | teeth whitening kit
527 | Health & Beauty > Personal Care > Oral Care > Toothbrushes | toothbrush
1360 | Health & Beauty > Personal Care > Oral Care > Toothpaste | toothpaste
777 | Health & Beauty > Personal Care > Personal Lubricants | lubricant
533 | Health & Beauty > Personal Care > Shaving & Grooming > Hair Clippers & Trimmers | shaving machine, clipper, trimmer
4507 | Health & Beauty > Personal Care > Shaving & Grooming > Hair Removal | hair removal, hair removal cream, hair remover, hair removal spray
7199 | Health & Beauty > Personal Care > Shaving & Grooming > Hair Removal > Laser & IPL Hair Removal Devices | ipl, ipl hair removal
4511 | Health & Beauty > Personal Care > Shaving & Grooming > Hair Removal > Waxing Kits & Supplies | wax kit, waxing kit, wax heater, wax warmer, waxing machine, wax machine, sugaring paste, body wax
534 | Health & Beauty > Personal Care > Shaving & Grooming > Razors & Razor Blades | razor
4211 | Health & Beauty > Personal Care > Sleeping Aids > Travel Pillows | neck pillow, travel pillow
2656 | Health & Beauty > Personal Care > Tweezers | tweezers
524 | Health & Beauty > Personal Care > Vision Care > Eyeglasses | eyeglasses
`;
