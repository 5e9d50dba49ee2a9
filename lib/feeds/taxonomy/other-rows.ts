/** `id | path | kinds`: rows of Google's product taxonomy (2021-09-21) and what we file under them. */
export const otherRows = `
3237 | Animals & Pet Supplies > Live Animals | puppy, kitten, goat, sheep, cow, chick, rabbit, duck, pigeon, parrot, bull, heifer, pig, livestock, cattle, calf, piglet
2 | Animals & Pet Supplies > Pet Supplies | pet food, dog collar, pet bed
3367 | Animals & Pet Supplies > Pet Supplies > Cat Supplies > Cat Food | cat food
3530 | Animals & Pet Supplies > Pet Supplies > Dog Supplies > Dog Food | dog food
3238 | Animals & Pet Supplies > Pet Supplies > Fish Supplies > Aquariums | fish tank, aquarium
499969 | Arts & Entertainment > Event Tickets | ticket
505372 | Arts & Entertainment > Hobbies & Creative Arts > Arts & Crafts > Art & Crafting Materials | crayon, chalk, watercolor, paint set, art set, oil pastels, acrylic paint, acrylic paint set, watercolour set
503745 | Arts & Entertainment > Hobbies & Creative Arts > Arts & Crafts > Art & Crafting Materials > Crafting Adhesives & Magnets > Craft & Office Glue | office glue
47 | Arts & Entertainment > Hobbies & Creative Arts > Arts & Crafts > Art & Crafting Materials > Textiles > Fabric | fabric, kitenge fabric, kitenge, ankara fabric, lace fabric
504641 | Arts & Entertainment > Hobbies & Creative Arts > Arts & Crafts > Art & Crafting Tools > Craft Cutting & Embossing Tools > Craft & Office Scissors | scissors, office scissors
615 | Arts & Entertainment > Hobbies & Creative Arts > Arts & Crafts > Art & Crafting Tools > Textile Craft Machines > Sewing Machines | sewing machine
499971 | Arts & Entertainment > Hobbies & Creative Arts > Arts & Crafts > Craft Organization > Sewing Baskets & Kits | sewing kit
54 | Arts & Entertainment > Hobbies & Creative Arts > Musical Instruments | musical instrument, trumpet, flute, drum
76 | Arts & Entertainment > Hobbies & Creative Arts > Musical Instruments > Pianos | piano
80 | Arts & Entertainment > Hobbies & Creative Arts > Musical Instruments > String Instruments > Guitars | guitar
86 | Arts & Entertainment > Hobbies & Creative Arts > Musical Instruments > String Instruments > Violins | violin
2559 | Arts & Entertainment > Party & Celebration > Gift Giving | gift box, gift set, gift, hamper, souvenir
2899 | Arts & Entertainment > Party & Celebration > Gift Giving > Fresh Cut Flowers | bouquet, flower bouquet, flowers, rose bouquet
5838 | Arts & Entertainment > Party & Celebration > Gift Giving > Gift Wrapping > Gift Bags | gift bag
95 | Arts & Entertainment > Party & Celebration > Gift Giving > Greeting & Note Cards | greeting card, birthday card, wedding card, success card, card
96 | Arts & Entertainment > Party & Celebration > Party Supplies | party decor, birthday decor, centerpiece
2587 | Arts & Entertainment > Party & Celebration > Party Supplies > Balloons | balloon
1371 | Arts & Entertainment > Party & Celebration > Party Supplies > Invitations | invitation card, wedding invitation
5868 | Arts & Entertainment > Party & Celebration > Trophies & Awards | trophy, medal, award plaque, crystal award
6991 | Business & Industrial > Agriculture > Animal Husbandry | beehive, milking machine, chicken drinker, drinker, chicken cage, poultry cage
499997 | Business & Industrial > Agriculture > Animal Husbandry > Egg Incubators | egg incubator, incubator
505821 | Business & Industrial > Agriculture > Animal Husbandry > Livestock Feed | feed, animal feed
2928 | Business & Industrial > Medical > Scrubs | scrubs
4181 | Business & Industrial > Retail > Money Handling | pos machine, counting machine, cash counting machine, money counting machine, power tool
4290 | Business & Industrial > Retail > Money Handling > Banknote Verifiers | money counter
505824 | Business & Industrial > Retail > Money Handling > Cash Registers & POS Terminals | cash register, pos terminal
976 | Business & Industrial > Signage | signboard, banner stand, roll up banner
4070 | Business & Industrial > Signage > Electric Signs > Neon Signs | neon sign
503724 | Business & Industrial > Work Safety Protective Gear > Protective Masks | face mask, mask, nose mask, facemask, surgical mask
499998 | Cameras & Optics > Camera & Optic Accessories > Camera Parts & Accessories > Camera Stabilizers & Supports | gimbal
150 | Cameras & Optics > Camera & Optic Accessories > Tripods & Monopods | tripod
142 | Cameras & Optics > Cameras | camera
362 | Cameras & Optics > Cameras > Surveillance Cameras | cctv camera, cctv, smart camera
157 | Cameras & Optics > Optics > Binoculars | binoculars
2926 | Cameras & Optics > Photography > Lighting & Studio > Studio Lights & Flashes | ring light
222 | Electronics | gadget
236 | Electronics > Audio > Audio Components > Audio Mixers | dj mixer, audio mixer
505771 | Electronics > Audio > Audio Components > Headphones & Headsets | headphones, earbuds, headset
543626 | Electronics > Audio > Audio Components > Headphones & Headsets > Headphones | earphones
234 | Electronics > Audio > Audio Components > Microphones | microphone
249 | Electronics > Audio > Audio Components > Speakers | speaker, soundbar, alexa, echo dot, google home
252 | Electronics > Audio > Audio Players & Recorders > Home Theater Systems | home theatre
230 | Electronics > Audio > Audio Players & Recorders > Karaoke Systems | karaoke machine
6886 | Electronics > Audio > Audio Players & Recorders > Radios | radio
256 | Electronics > Audio > Audio Players & Recorders > Turntables & Record Players | turntable, record player
244 | Electronics > Audio > Audio Players & Recorders > Voice Recorders | voice recorder
8159 | Electronics > Audio > Bullhorns | megaphone
4923 | Electronics > Audio > DJ & Specialty Audio > DJ Systems | dj controller
273 | Electronics > Communications > Communication Radios > Two-Way Radios | walkie talkie
360 | Electronics > Communications > Intercoms | intercom
2353 | Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Cases | phone case
543516 | Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Pre-Paid Cards & SIM Cards > SIM Cards | sim card
7347 | Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Replacement Parts | phone screen
5566 | Electronics > Communications > Telephony > Mobile Phone Accessories > Mobile Phone Stands | phone holder, phone stand, car phone holder, pop socket, popsocket, phone mount, phone grip, mobile holder, magnetic holder, gooseneck holder, selfie stick
267 | Electronics > Communications > Telephony > Mobile Phones | phone, smartphone
278 | Electronics > Computers | computer
325 | Electronics > Computers > Desktop Computers | desktop
3539 | Electronics > Computers > Handheld Devices > E-Book Readers | e reader
328 | Electronics > Computers > Laptops | laptop
500002 | Electronics > Computers > Smart Glasses | vr headset, smart glasses
4745 | Electronics > Computers > Tablet Computers | tablet
259 | Electronics > Electronics Accessories > Cables | cable
279 | Electronics > Electronics Accessories > Computer Accessories | cooling pad, docking station, usb hub, stylus
5489 | Electronics > Electronics Accessories > Computer Accessories > Computer Risers & Stands | laptop stand, tablet stand, desktop stand
285 | Electronics > Electronics Accessories > Computer Components | graphics card, motherboard, card reader, arduino kit, raspberry pi
139 | Electronics > Electronics Accessories > Computer Components > Input Devices > Barcode Scanners | barcode scanner
303 | Electronics > Electronics Accessories > Computer Components > Input Devices > Keyboards | keyboard
304 | Electronics > Electronics Accessories > Computer Components > Input Devices > Mice & Trackballs | mouse
380 | Electronics > Electronics Accessories > Computer Components > Storage Devices > Hard Drives | hard drive
3712 | Electronics > Electronics Accessories > Computer Components > Storage Devices > USB Flash Drives | flash disk
5468 | Electronics > Electronics Accessories > Electronics Films & Shields > Screen Protectors | screen protector
3387 | Electronics > Electronics Accessories > Memory > Flash Memory > Flash Memory Cards | memory card
1733 | Electronics > Electronics Accessories > Memory > RAM | ram stick
276 | Electronics > Electronics Accessories > Power > Batteries | battery, power bank
505295 | Electronics > Electronics Accessories > Power > Power Adapters & Chargers | charger
3160 | Electronics > Electronics Accessories > Power > Power Strips & Surge Suppressors | extension socket, extension, power extension, power strip, surge protector, socket, wall socket, multi socket, tower extension, extension box
1348 | Electronics > Electronics Accessories > Power > UPS | ups
341 | Electronics > Electronics Accessories > Remote Controls | remote
6544 | Electronics > GPS Tracking Devices | gps tracker, gps, car tracker, airtag, air tag, smart tag
5497 | Electronics > Networking > Bridges & Routers > Wireless Routers | router
356 | Electronics > Print, Copy, Scan & Fax > Printer, Copier & Fax Machine Accessories > Printer Consumables > Toner & Inkjet Cartridges | toner cartridge, ink cartridge, printer ink
500106 | Electronics > Print, Copy, Scan & Fax > Printers, Copiers & Fax Machines | printer, fax machine, photocopier
306 | Electronics > Print, Copy, Scan & Fax > Scanners | scanner
305 | Electronics > Video > Computer Monitors | monitor
397 | Electronics > Video > Projectors > Multimedia Projectors | projector
401 | Electronics > Video > Satellite & Cable TV > Satellite Receivers | decoder, dstv, gotv, startimes, zuku, free to air decoder
404 | Electronics > Video > Televisions | tv
4458 | Electronics > Video > Video Accessories > Television Parts & Accessories > TV & Monitor Mounts | tv mount
388 | Electronics > Video > Video Players & Recorders > DVD & Blu-ray Players | dvd player
5276 | Electronics > Video > Video Players & Recorders > Streaming & Home Media Players | tv box, android box, android tv box, tv stick, fire stick, firestick, roku
1270 | Electronics > Video Game Console Accessories | game controller
1294 | Electronics > Video Game Consoles | game console
413 | Food, Beverages & Tobacco > Beverages | drink, malt, kombucha, water, mocktail, soft drink, thobwa, munkoyo, mageu
499676 | Food, Beverages & Tobacco > Beverages > Alcoholic Beverages | alcohol, spirit, whisky, whiskey, gin, vodka, brandy, rum, cognac, liqueur, champagne, konyagi, waragi
414 | Food, Beverages & Tobacco > Beverages > Alcoholic Beverages > Beer | beer
421 | Food, Beverages & Tobacco > Beverages > Alcoholic Beverages > Wine | wine
1868 | Food, Beverages & Tobacco > Beverages > Coffee | coffee
415 | Food, Beverages & Tobacco > Beverages > Hot Chocolate | cocoa powder, cocoa, milo, bournvita, ovaltine
2887 | Food, Beverages & Tobacco > Beverages > Juice | juice, zobo, sobolo
418 | Food, Beverages & Tobacco > Beverages > Milk | milk
2628 | Food, Beverages & Tobacco > Beverages > Soda | soda, coca cola, coke
2073 | Food, Beverages & Tobacco > Beverages > Tea & Infusions | tea
422 | Food, Beverages & Tobacco > Food Items | food, small chops, chin chin, meal, pilau, biryani, waakye, luwombo, amala, ofada rice meal, jollof rice, fried rice, ugali, banku, kenkey, nshima, sadza, moi moi, akara, moimoi, burger, pizza, shawarma, sandwich, samosa, chips, egusi soup, pap, efo riro, ofe onugbu, edikang ikong, abunuabunu, ekuru, peanut burger, falafel, hummus, sisig, seblak, dumpling, bhajia, kachumbari, chakalaka
5904 | Food, Beverages & Tobacco > Food Items > Bakery > Bakery Assortments | mandazi, puff puff, rusk, tart
424 | Food, Beverages & Tobacco > Food Items > Bakery > Breads & Buns | bread, chapati, injera
2194 | Food, Beverages & Tobacco > Food Items > Bakery > Cakes & Dessert Bars | cake
2229 | Food, Beverages & Tobacco > Food Items > Bakery > Cookies | cookies, cookie, biscuit, shortbread
5751 | Food, Beverages & Tobacco > Food Items > Bakery > Donuts | doughnut, vetkoek
4748 | Food, Beverages & Tobacco > Food Items > Candy & Chocolate | chocolate, candy, sweet, lollipop, toffee, gum, gummies, gulab jamun, laddu, barfi, mithai, polvoron
427 | Food, Beverages & Tobacco > Food Items > Condiments & Sauces | sauce, ketchup, mayonnaise, sambal, shito, tomato paste, pickle
4947 | Food, Beverages & Tobacco > Food Items > Condiments & Sauces > Honey | honey
2660 | Food, Beverages & Tobacco > Food Items > Cooking & Baking Ingredients | yeast, baking powder, vanilla essence, vanilla extract, baobab powder, desiccated coconut
2126 | Food, Beverages & Tobacco > Food Items > Cooking & Baking Ingredients > Cooking Oils | cooking oil, palm oil
2775 | Food, Beverages & Tobacco > Food Items > Cooking & Baking Ingredients > Flour | flour, cassava, garri, gari, fufu, attieke, ijebu garri, white garri, yellow garri, maize meal, mealie meal, semovita, semolina, semo, roller meal, teff, shiro
503734 | Food, Beverages & Tobacco > Food Items > Cooking & Baking Ingredients > Sugar & Sweeteners | sugar
2140 | Food, Beverages & Tobacco > Food Items > Cooking & Baking Ingredients > Vinegar | vinegar, apple cider vinegar
428 | Food, Beverages & Tobacco > Food Items > Dairy Products | butter, ghee, margarine, mala, parfait, fan yogo
429 | Food, Beverages & Tobacco > Food Items > Dairy Products > Cheese | cheese, mozzarella, paneer
6821 | Food, Beverages & Tobacco > Food Items > Dairy Products > Whipped Cream | whipping cream
1954 | Food, Beverages & Tobacco > Food Items > Dairy Products > Yogurt | yoghurt, yogurt
2188 | Food, Beverages & Tobacco > Food Items > Dips & Spreads > Jams & Jellies | jam
3965 | Food, Beverages & Tobacco > Food Items > Dips & Spreads > Nut Butters | peanut butter
499991 | Food, Beverages & Tobacco > Food Items > Frozen Desserts & Novelties > Ice Cream & Frozen Yogurt | ice cream
1755 | Food, Beverages & Tobacco > Food Items > Fruits & Vegetables > Dried Fruits | dates, dried fruit, dry fruit, dried mango
5796 | Food, Beverages & Tobacco > Food Items > Fruits & Vegetables > Dry Beans | beans, lentils, lentil, green gram, chickpea, cowpea, soya bean, dal, daal
5795 | Food, Beverages & Tobacco > Food Items > Fruits & Vegetables > Fresh & Frozen Fruits | fruits, fruit, mango, avocado, pineapple, watermelon, banana, orange, grapes, strawberry, pawpaw, papaya, guava, lemon, jackfruit, date, tangerine, blueberry, berry, apple, coconut, tamarind, baobab, soursop, gooseberry, breadfruit
5793 | Food, Beverages & Tobacco > Food Items > Fruits & Vegetables > Fresh & Frozen Vegetables | vegetables, vegetable, potatoes, potato, irish potato, irish, yam, tuber, tomato, onion, cabbage, spinach, kale, carrot, okra, mushroom, matooke, plantain, cooking banana, tuber of yam, garden pea, pea, sukuma wiki, cucumber, ugu, pepper, greens, dodo, broccoli, garlic, ginger, tatase, bitter leaf, egusi, ogbono, lettuce, eggplant, garden egg, pumpkin, pumpkin leaves, cocoyam, baby corn, lemon grass, sugarcane
431 | Food, Beverages & Tobacco > Food Items > Grains, Rice & Cereal | maize, porridge, millet, sorghum, sesame, simsim
4689 | Food, Beverages & Tobacco > Food Items > Grains, Rice & Cereal > Cereal & Granola | cereal, oats, muesli, oatmeal, cornflakes
4682 | Food, Beverages & Tobacco > Food Items > Grains, Rice & Cereal > Rice | rice
4627 | Food, Beverages & Tobacco > Food Items > Meat, Seafood & Eggs > Eggs | eggs
4628 | Food, Beverages & Tobacco > Food Items > Meat, Seafood & Eggs > Meat | meat, chicken, beef, pork, mutton, sausage, steak, suya, mishkaki, kebab, longganisa, tocino, lechon
4629 | Food, Beverages & Tobacco > Food Items > Meat, Seafood & Eggs > Seafood | seafood, prawn, shrimp, silverfish, crayfish, fish, tilapia, omena
433 | Food, Beverages & Tobacco > Food Items > Nuts & Seeds | groundnuts, nut, cashew, almond, walnut, macadamia, seed, peanut
434 | Food, Beverages & Tobacco > Food Items > Pasta & Noodles | noodles
1529 | Food, Beverages & Tobacco > Food Items > Seasonings & Spices > Herbs & Spices | spices, spice, masala, curry powder, turmeric, cinnamon, ginger powder, cardamom, clove
4611 | Food, Beverages & Tobacco > Food Items > Seasonings & Spices > Salt | salt
423 | Food, Beverages & Tobacco > Food Items > Snack Foods | snack, crisp, popcorn, granola, potato chips, plantain chips, banana chips, coconut chips, cassava chips
2423 | Food, Beverages & Tobacco > Food Items > Soups & Broths | soup, stew
5807 | Food, Beverages & Tobacco > Food Items > Tofu, Soy & Vegetarian Products | tofu, soya chunks
499963 | Food, Beverages & Tobacco > Tobacco Products > Smoking Pipes | hookah, shisha
4091 | Food, Beverages & Tobacco > Tobacco Products > Vaporizers & Electronic Cigarettes | vape
1749 | Hardware > Building Consumables > Chemicals > Drain Cleaners | drain cleaner
2212 | Hardware > Building Consumables > Hardware Tape | tape
1361 | Hardware > Building Consumables > Painting Consumables > Paint | paint, wall paint
115 | Hardware > Building Materials | building materials, cement, brick, tile, roofing sheet, door, window, timber
2972 | Hardware > Building Materials > Door Hardware > Door Bells & Chimes | doorbell, video doorbell, smart doorbell
502975 | Hardware > Fuel Containers & Tanks | gas cylinder
500101 | Hardware > Hardware Pumps > Utility Pumps | water pump
1974 | Hardware > Locks & Keys | padlock, door lock
503730 | Hardware > Locks & Keys > Locks & Latches | smart door lock, smart lock
581 | Hardware > Plumbing > Plumbing Fixture Hardware & Parts > Shower Parts > Shower Heads | shower head
7358 | Hardware > Plumbing > Plumbing Fixture Hardware & Parts > Toilet & Bidet Accessories > Toilet Seat Covers | toilet seat
2032 | Hardware > Plumbing > Plumbing Fixtures > Faucets | tap, faucet
1687 | Hardware > Plumbing > Plumbing Fixtures > Sinks | sink
1921 | Hardware > Plumbing > Plumbing Fixtures > Toilets & Bidets > Toilets | toilet bowl, toilet set
4789 | Hardware > Power & Electrical Supplies > Extension Cords | extension cable, power cable
1218 | Hardware > Power & Electrical Supplies > Generators | generator
5142 | Hardware > Power & Electrical Supplies > Power Inverters | inverter
4714 | Hardware > Power & Electrical Supplies > Solar Panels | solar panel
505318 | Hardware > Power & Electrical Supplies > Voltage Transformers & Regulators | stabilizer, voltage stabilizer, avs, voltage protector, fridge guard, tv guard, power guard, voltage guard, fridge guard protector, automatic voltage
1910 | Hardware > Storage Tanks | water tank, water drum
1167 | Hardware > Tools | tool set, toolkit, tool, hammer, drill, toolbox, spanner, screwdriver, pliers, slasher, pickaxe, sickle
338 | Hardware > Tools > Flashlights & Headlamps | torch, rechargeable torch, head torch
543689 | Hardware > Tools > Flashlights & Headlamps > Flashlights | flashlight
2454 | Hardware > Tools > Flashlights & Headlamps > Headlamps | headlamp
6928 | Hardware > Tools > Ladders & Scaffolding > Ladders | ladder
503774 | Hardware > Tools > Lighters & Matches | lighter
1698 | Hardware > Tools > Measuring Tools & Sensors > Measuring Scales | weighing scale
778 | Mature > Erotic > Sex Toys | sex toy, adult toy
784 | Media > Books | book, novel, textbook, bible, quran, tafsir, dictionary, atlas, comic, devotional, copybook
886 | Media > Magazines & Newspapers | magazine
922 | Office Supplies | stationery, stapler, file folder, school supplies, ruler, eraser, sharpener, paper clip, glue stick
927 | Office Supplies > Filing & Organization > Calendars, Organizers & Planners | planner, calendar
961 | Office Supplies > General Office Supplies > Paper Products > Notebooks & Notepads | notebook, note book, exercise book, diary, journal, jotter, notepad, counter book, black book, leather notebook, prayer journal, receipt book, invoice book, delivery book, sketch book
962 | Office Supplies > General Office Supplies > Paper Products > Printer & Copier Paper | printing paper, ream of papers, a4 paper, ream
333 | Office Supplies > Office Equipment > Calculators | calculator
1625 | Office Supplies > Office Equipment > Laminators | laminating machine, laminator
935 | Office Supplies > Office Instruments > Clipboards | clipboard
980 | Office Supplies > Office Instruments > Writing & Drawing Instruments > Markers & Highlighters | marker, highlighters, highlighter pen
6065 | Office Supplies > Office Instruments > Writing & Drawing Instruments > Pens & Pencils | pen, pencil, pencils, gel pen, pen set, coloring pencils
968 | Office Supplies > Presentation Supplies > Easels | easel
3923 | Religious & Ceremonial > Religious Items > Prayer Beads | rosary
1279 | Software > Video Game Software | video game disc, game
988 | Sporting Goods |
499713 | Sporting Goods > Athletics | cone, agility ladder, training bib, corner flag, goal post, goal net, football net, football goal, netball, handball
1083 | Sporting Goods > Athletics > Basketball > Basketballs | basketball, basket ball
3235 | Sporting Goods > Athletics > Boxing & Martial Arts > Boxing & Martial Arts Protective Gear > Boxing Gloves & Mitts | boxing glove, boxing gloves, mma gloves
3297 | Sporting Goods > Athletics > Boxing & Martial Arts > Boxing & Martial Arts Training Equipment > Punching & Training Bags | punching bag, punching ball, boxing bag, heavy bag
6730 | Sporting Goods > Athletics > Coaching & Officiating > Sport & Safety Whistles | whistle
7434 | Sporting Goods > Athletics > General Purpose Athletic Equipment > Ball Pumps | ball pump
499801 | Sporting Goods > Athletics > General Purpose Athletic Equipment > Sports Mouthguards | mouth guard
1112 | Sporting Goods > Athletics > Soccer > Soccer Balls | football, soccer ball, ball
3141 | Sporting Goods > Athletics > Soccer > Soccer Gloves | goalkeeper gloves
1114 | Sporting Goods > Athletics > Soccer > Soccer Protective Gear > Soccer Shin Guards | shin guards, shin pad
3113 | Sporting Goods > Athletics > Tennis > Tennis Balls | tennis ball
3906 | Sporting Goods > Athletics > Tennis > Tennis Racquets | racket
1116 | Sporting Goods > Athletics > Volleyball > Volleyballs | volleyball
990 | Sporting Goods > Exercise & Fitness | gym equipment, exercise machine, gym machine, vibration plate, orbitrek, knee pad, knee guard, kneepad, elbow pad, gym glove, weight lifting glove, wrist wrap, ankle weight, gym strap
499797 | Sporting Goods > Exercise & Fitness > Ab Wheels & Rollers | ab roller
992 | Sporting Goods > Exercise & Fitness > Cardio > Cardio Machines > Elliptical Trainers | elliptical
994 | Sporting Goods > Exercise & Fitness > Cardio > Cardio Machines > Exercise Bikes | exercise bike, spin bike, spinning bike, air bike
995 | Sporting Goods > Exercise & Fitness > Cardio > Cardio Machines > Rowing Machines | rowing machine
996 | Sporting Goods > Exercise & Fitness > Cardio > Cardio Machines > Stair Climbers & Steppers | stepper
997 | Sporting Goods > Exercise & Fitness > Cardio > Cardio Machines > Treadmills | treadmill, walking pad
2614 | Sporting Goods > Exercise & Fitness > Cardio > Jump Ropes | skipping rope
993 | Sporting Goods > Exercise & Fitness > Exercise Balls | gym ball, exercise ball, yoga ball
5869 | Sporting Goods > Exercise & Fitness > Exercise Bands | resistance bands
6867 | Sporting Goods > Exercise & Fitness > Hand Exercisers | hand grip
8215 | Sporting Goods > Exercise & Fitness > Push Up & Pull Up Bars | push up board, pull up bar
5693 | Sporting Goods > Exercise & Fitness > Stopwatches | stopwatch, stop watch
3164 | Sporting Goods > Exercise & Fitness > Weight Lifting > Free Weights | dumbbells, kettlebell, barbell, weight plate, gym weights
3654 | Sporting Goods > Exercise & Fitness > Weight Lifting > Weight Lifting Belts | gym belt, weight belt, weightlifting belt
3542 | Sporting Goods > Exercise & Fitness > Weight Lifting > Weight Lifting Machines & Racks | weight bench, bench press, gym bench, squat rack, home gym, multi gym, power rack
3640 | Sporting Goods > Exercise & Fitness > Yoga & Pilates > Yoga & Pilates Mats | yoga mat
3139 | Sporting Goods > Indoor Games > Billiards > Billiard Tables | pool table, snooker table
1007 | Sporting Goods > Indoor Games > Foosball | foosball, foosball table
1008 | Sporting Goods > Indoor Games > Ping Pong | table tennis, ping pong, table tennis set
1005 | Sporting Goods > Indoor Games > Throwing Darts | dart board, dartboard, darts
1127 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Boating & Rafting > Kayaks | kayak
1128 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Boating & Water Sport Apparel > Life Jackets | life jacket
3376 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Boating & Water Sport Apparel > Rash Guards & Swim Shirts | rash guard
1147 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Boating & Water Sport Apparel > Wetsuits | wetsuit
3320 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Surfing > Surfboards | surfboard
3807 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Swimming > Swim Caps | swim cap, swimming cap
3360 | Sporting Goods > Outdoor Recreation > Boating & Water Sports > Swimming > Swim Goggles & Masks | swimming goggle, swim goggle, swimming goggles, goggles
1013 | Sporting Goods > Outdoor Recreation > Camping & Hiking | camping set, camping gear, camping kit, camping mat, hiking pole, camp stove, camping chair set
1019 | Sporting Goods > Outdoor Recreation > Camping & Hiking > Camping Lights & Lanterns | lantern
4785 | Sporting Goods > Outdoor Recreation > Camping & Hiking > Navigational Compasses | compass
1020 | Sporting Goods > Outdoor Recreation > Camping & Hiking > Sleeping Bags | sleeping bag
1022 | Sporting Goods > Outdoor Recreation > Camping & Hiking > Tents | tent
3825 | Sporting Goods > Outdoor Recreation > Climbing > Climbing Rope | climbing rope
3214 | Sporting Goods > Outdoor Recreation > Cycling > Bicycle Accessories | sports bottle holder, bike pump, bike lock, bicycle lock, bike light, bike accessories
1026 | Sporting Goods > Outdoor Recreation > Cycling > Bicycles | bicycle
1029 | Sporting Goods > Outdoor Recreation > Cycling > Cycling Apparel & Accessories > Bicycle Helmets | bicycle helmet, cycling helmet
3531 | Sporting Goods > Outdoor Recreation > Cycling > Tricycles | tricycle
3334 | Sporting Goods > Outdoor Recreation > Fishing | fishing rod, fishing reel, fishing kit
1046 | Sporting Goods > Outdoor Recreation > Golf > Golf Clubs | golf club, golf set
1033 | Sporting Goods > Outdoor Recreation > Hunting & Shooting > Archery | archery set
1062 | Sporting Goods > Outdoor Recreation > Outdoor Games > Badminton | badminton, badminton racket, badminton set
5879 | Sporting Goods > Outdoor Recreation > Riding Scooters | kids scooter
1059 | Sporting Goods > Outdoor Recreation > Skateboarding > Skateboards | skateboard
888 | Vehicles & Parts | car part
5613 | Vehicles & Parts > Vehicle Parts & Accessories | car accessory, dashboard, car mat
8526 | Vehicles & Parts > Vehicle Parts & Accessories > Motor Vehicle Electronics | car stereo, car radio stereo, car android radio, car speaker
3318 | Vehicles & Parts > Vehicle Parts & Accessories > Motor Vehicle Parts > Motor Vehicle Lighting | headlight, car bulb
911 | Vehicles & Parts > Vehicle Parts & Accessories > Motor Vehicle Parts > Motor Vehicle Wheel Systems > Motor Vehicle Tires | car tyre, tyre, tire
3044 | Vehicles & Parts > Vehicle Parts & Accessories > Vehicle Maintenance, Care & Decor > Vehicle Fluids > Vehicle Motor Oil | engine oil
2110 | Vehicles & Parts > Vehicle Parts & Accessories > Vehicle Safety & Security > Motorcycle Protective Gear > Motorcycle Helmets | helmet
916 | Vehicles & Parts > Vehicles > Motor Vehicles > Cars, Trucks & Vans | car
919 | Vehicles & Parts > Vehicles > Motor Vehicles > Motorcycles & Scooters | motorcycle, scooter
`;
