/** `id | path | kinds`: rows of Google's product taxonomy (2021-09-21) and what we file under them. */
export const homeRows = `
436 | Furniture | furniture
6394 | Furniture > Baby & Toddler Furniture > Cribs & Toddler Beds | baby cot
559 | Furniture > Baby & Toddler Furniture > High Chairs & Booster Seats | high chair
505764 | Furniture > Beds & Accessories > Beds & Bed Frames | bed
451 | Furniture > Beds & Accessories > Headboards & Footboards | headboard
2696 | Furniture > Beds & Accessories > Mattresses | mattress
4063 | Furniture > Cabinets & Storage > Armoires & Wardrobes | wardrobe
447 | Furniture > Cabinets & Storage > Buffets & Sideboards | sideboard
4195 | Furniture > Cabinets & Storage > Dressers | chest of drawers, chest of drawer, drawer
463 | Furniture > Cabinets & Storage > File Cabinets | file cabinet, filing cabinet
6934 | Furniture > Cabinets & Storage > Kitchen Cabinets | kitchen cabinet, kitchen cupboard
5938 | Furniture > Cabinets & Storage > Storage Cabinets & Lockers | cupboard, cabinet, storage cabinet, shoe cabinet, wall unit, bathroom cabinet, wall cabinet, pantry cupboard
6360 | Furniture > Cabinets & Storage > Vanities > Bedroom Vanities | dresser, dressing table, dressing mirror, makeup table, vanity table, vanity, makeup vanity, vanity dresser
453 | Furniture > Carts & Islands > Kitchen & Dining Carts | microwave stand, oven stand, microwave rack, fridge stand, gas stand, cooker stand, water dispenser stand
443 | Furniture > Chairs | chair
1463 | Furniture > Chairs > Table & Bar Stools | stool
457 | Furniture > Entertainment Centers & TV Stands | tv stand
6347 | Furniture > Furniture Sets > Kitchen & Dining Furniture Sets | dining set, stools and table
6348 | Furniture > Furniture Sets > Living Room Furniture Sets | sofa set
4191 | Furniture > Office Furniture > Desks | desk, study table, study desk, office desk, office table, computer desk
4163 | Furniture > Room Dividers | room divider
464 | Furniture > Shelving | shelf, shelving, rack, storage rack, corner stand, display rack
465 | Furniture > Shelving > Bookcases & Standing Shelves | bookshelf, book shelf
6372 | Furniture > Shelving > Wall Shelves & Ledges | floating shelf, wall shelf
460 | Furniture > Sofas | sofa
6392 | Furniture > Tables | table, glass table, plastic table, marble table, bed table, laptop table, computer table, laptop stand table
1395 | Furniture > Tables > Accent Tables > Coffee Tables | coffee table, center table, centre table, nesting table, nest of table
1549 | Furniture > Tables > Accent Tables > End Tables | side table
1602 | Furniture > Tables > Accent Tables > Sofa Tables | console table
4080 | Furniture > Tables > Folding Tables | folding table, foldable table
4355 | Furniture > Tables > Kitchen & Dining Room Tables | dining table
462 | Furniture > Tables > Nightstands | bedside table, nightstand, bedside cabinet
536 | Home & Garden | gift hamper
574 | Home & Garden > Bathroom Accessories | bathroom accessories, shower cap holder
575 | Home & Garden > Bathroom Accessories > Bath Caddies | shower caddy, bathroom rack, bathroom shelf
577 | Home & Garden > Bathroom Accessories > Bath Mats & Rugs | bath mat, bathroom mat
6858 | Home & Garden > Bathroom Accessories > Bathroom Accessory Sets | bathroom set, shower set
580 | Home & Garden > Bathroom Accessories > Shower Curtains | shower curtain
4971 | Home & Garden > Bathroom Accessories > Soap & Lotion Dispensers | soap dispenser, automatic soap dispenser
582 | Home & Garden > Bathroom Accessories > Soap Dishes & Holders | soap dish
583 | Home & Garden > Bathroom Accessories > Toilet Brushes & Holders | toilet brush
585 | Home & Garden > Bathroom Accessories > Toothbrush Holders | toothbrush holder, toothpaste dispenser, toothbrush sterilizer
3873 | Home & Garden > Business & Home Security > Home Alarm Systems | alarm system
3819 | Home & Garden > Business & Home Security > Security Safes | safe, safe box
696 | Home & Garden > Decor | home decor, wall decor, decor, decor piece, throw decor, wall hanging, plate wall, candle holder
6265 | Home & Garden > Decor > Artificial Flora | artificial flower, artificial plant, artificial grass, grass carpet, pampas decor
500044 | Home & Garden > Decor > Artwork > Posters, Prints, & Visual Artwork | wall art, painting, canvas, portrait, canvas art
3890 | Home & Garden > Decor > Clocks | clock, wall clock, table clock, alarm clock
2675 | Home & Garden > Decor > Door Mats | doormat, door mat
5609 | Home & Garden > Decor > Figurines | figurine, sculpture decor
701 | Home & Garden > Decor > Flags & Windsocks | flag
3221 | Home & Garden > Decor > Home Decor Decals | wall sticker, sticker, wall mural
4741 | Home & Garden > Decor > Home Fragrance Accessories > Incense Holders | incense burner, mabkhara, burner, electric bakhoor burner
592 | Home & Garden > Decor > Home Fragrances | diffuser, reed diffuser, essential oil diffuser, aroma diffuser
3898 | Home & Garden > Decor > Home Fragrances > Air Fresheners | air freshener
588 | Home & Garden > Decor > Home Fragrances > Candles | candle
3686 | Home & Garden > Decor > Home Fragrances > Incense | incense, bakhoor
595 | Home & Garden > Decor > Mirrors | mirror
597 | Home & Garden > Decor > Picture Frames | frame, photo frame, picture frame
4295 | Home & Garden > Decor > Piggy Banks & Money Jars | money bank, piggy bank, saving box, money box, kibubu
598 | Home & Garden > Decor > Rugs | carpet, rug, mat, prayer mat, center rug
596 | Home & Garden > Decor > Seasonal & Holiday Decorations | christmas tree, christmas light, christmas decor
599 | Home & Garden > Decor > Slipcovers | sofa cover, couch cover, seat cover, chair cover, stretch sofa cover, sofa slipcover, sofa throw, chair back, sofa mat, dining chair cover, loose cover, crotchet set
4454 | Home & Garden > Decor > Throw Pillows | throw pillow, cushion, cushion cover, throw pillow case
602 | Home & Garden > Decor > Vases | vase, flower vase
2334 | Home & Garden > Decor > Wallpaper | wallpaper, wall paper, wall panel
714 | Home & Garden > Decor > Wind Chimes | wind chime
6257 | Home & Garden > Decor > Window Treatment Accessories > Curtain & Drape Rods | curtain rod, curtain rail net
2882 | Home & Garden > Decor > Window Treatments > Curtains & Drapes | curtains
2885 | Home & Garden > Decor > Window Treatments > Window Blinds & Shades | blinds
625 | Home & Garden > Fireplace & Wood Stove Accessories > Firewood & Fuel | coal, charcoal
6792 | Home & Garden > Fireplaces | fireplace
499673 | Home & Garden > Flood, Fire & Gas Safety > Smoke & Carbon Monoxide Detectors | smoke detector
605 | Home & Garden > Household Appliances > Climate Control Appliances > Air Conditioners | air conditioner
608 | Home & Garden > Household Appliances > Climate Control Appliances > Fans | fan, solar fan
613 | Home & Garden > Household Appliances > Climate Control Appliances > Humidifiers | humidifier, flame humidifier
611 | Home & Garden > Household Appliances > Climate Control Appliances > Space Heaters | heater
5139 | Home & Garden > Household Appliances > Laundry Appliances > Irons & Ironing Systems | iron
2549 | Home & Garden > Household Appliances > Laundry Appliances > Washing Machines | washing machine
619 | Home & Garden > Household Appliances > Vacuums | vacuum cleaner
621 | Home & Garden > Household Appliances > Water Heaters | instant shower, shower heater, water heater, instant heater shower, instant shower heater, heater water
623 | Home & Garden > Household Supplies > Household Cleaning Supplies | cleaning brush, cleaning cloth, cleaning gloves, mop holder, window cleaner
2857 | Home & Garden > Household Supplies > Household Cleaning Supplies > Brooms | broom
6437 | Home & Garden > Household Supplies > Household Cleaning Supplies > Buckets | bucket, plastic bucket, mop bucket
2250 | Home & Garden > Household Supplies > Household Cleaning Supplies > Dusters | feather duster
4515 | Home & Garden > Household Supplies > Household Cleaning Supplies > Dustpans | dustpan, dust pan
7330 | Home & Garden > Household Supplies > Household Cleaning Supplies > Household Cleaning Products > All-Purpose Cleaners | multipurpose soap, surface cleaner, handy andy, cleaning agent
4975 | Home & Garden > Household Supplies > Household Cleaning Supplies > Household Cleaning Products > Dish Detergent & Soap | dishwashing liquid, dish soap, dishwash
6474 | Home & Garden > Household Supplies > Household Cleaning Supplies > Household Cleaning Products > Household Disinfectants | disinfectant, jik
4980 | Home & Garden > Household Supplies > Household Cleaning Supplies > Household Cleaning Products > Toilet Bowl Cleaners | toilet cleaner, toilet cleaner tablets
2713 | Home & Garden > Household Supplies > Household Cleaning Supplies > Mops | mop
4670 | Home & Garden > Household Supplies > Household Cleaning Supplies > Scrub Brushes | scrubber, brush, scrubbing brush
8071 | Home & Garden > Household Supplies > Household Cleaning Supplies > Shop Towels & General-Purpose Cleaning Cloths | microfiber cloth, microfibre towel
2796 | Home & Garden > Household Supplies > Household Cleaning Supplies > Sponges & Scouring Pads | sponge
2610 | Home & Garden > Household Supplies > Household Cleaning Supplies > Squeegees | squeegee
624 | Home & Garden > Household Supplies > Household Paper Products > Facial Tissues | tissue, tissue paper, tissue rolls
3846 | Home & Garden > Household Supplies > Household Paper Products > Paper Napkins | serviette, napkin, table napkin
2742 | Home & Garden > Household Supplies > Household Paper Products > Paper Towels | paper towel, kitchen towel roll
629 | Home & Garden > Household Supplies > Household Paper Products > Toilet Paper | toilet paper, toilet roll
4982 | Home & Garden > Household Supplies > Laundry Supplies > Bleach | bleach
5704 | Home & Garden > Household Supplies > Laundry Supplies > Clothespins | clothes peg, peg
2677 | Home & Garden > Household Supplies > Laundry Supplies > Drying Racks & Hangers | clothes line, cloth line, clothesline, drying line, drying rack, clothes dryer stand, cloth drying stand
5705 | Home & Garden > Household Supplies > Laundry Supplies > Fabric Shavers | fabric shaver
2794 | Home & Garden > Household Supplies > Laundry Supplies > Fabric Softeners & Dryer Sheets | fabric softener
4657 | Home & Garden > Household Supplies > Laundry Supplies > Fabric Stain Removers | stain remover
634 | Home & Garden > Household Supplies > Laundry Supplies > Laundry Baskets | laundry basket, laundry bag, laundry bin
2754 | Home & Garden > Household Supplies > Laundry Supplies > Laundry Detergent | detergent, washing powder, laundry detergent, omo, ariel
3080 | Home & Garden > Household Supplies > Laundry Supplies > Lint Rollers | lint roller, lint remover
728 | Home & Garden > Household Supplies > Pest Control | insecticide, mosquito killer, bug zapper, mosquito lamp, rat glue, insect killer, mosquito coil, mosquito swatter
4220 | Home & Garden > Household Supplies > Pest Control > Fly Swatters | fly swatter
2631 | Home & Garden > Household Supplies > Pest Control > Pest Control Traps | rat trap, mouse trap
2869 | Home & Garden > Household Supplies > Pest Control > Pesticides | pesticide
512 | Home & Garden > Household Supplies > Pest Control > Repellents > Household Insect Repellents | mosquito repellent
628 | Home & Garden > Household Supplies > Shoe Care & Tools | shoe polish, shoe cleaner, sneaker cleaner, sneaker cleaner kit
5714 | Home & Garden > Household Supplies > Storage & Organization > Clothing & Closet Storage > Closet Organizers & Garment Racks | closet organizer, wardrobe organizer, hanging organizer, underwear organizer
631 | Home & Garden > Household Supplies > Storage & Organization > Clothing & Closet Storage > Hangers | hanger
5559 | Home & Garden > Household Supplies > Storage & Organization > Clothing & Closet Storage > Shoe Racks & Organizers | shoe rack
3561 | Home & Garden > Household Supplies > Storage & Organization > Household Storage Bags | storage bag, vacuum bag
5631 | Home & Garden > Household Supplies > Storage & Organization > Household Storage Containers | storage box, box, storage basket, storage bin, storage container, organizer, organiser, storage, container set, plastic container, plastic box, storage boxes, basket, foldable box, basin, jerrycan
40 | Home & Garden > Household Supplies > Storage & Organization > Photo Storage > Photo Albums | photo album
2446 | Home & Garden > Household Supplies > Storage & Organization > Storage Hooks & Racks | wall hanger, hook
637 | Home & Garden > Household Supplies > Waste Containment > Trash Cans & Wastebaskets | dustbin, dust bin, trash can, trash bin, pedal bin, waste bin, garbage bin, rubbish bin
638 | Home & Garden > Kitchen & Dining | kitchenware, kitchen gadget
3427 | Home & Garden > Kitchen & Dining > Barware > Cocktail Shakers & Tools > Bottle Openers | bottle opener
2976 | Home & Garden > Kitchen & Dining > Barware > Corkscrews | corkscrew
640 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Bakeware | baking set, baking mould, baking mold, baking tools, icing set, piping bag, piping nozzle, piping set, cake mould, silicone mold, cake decorating set, cake decorating kit, cake topper, silicone mat, cake tin, baking tin, baking pan, loaf tin
641 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Bakeware > Baking & Cookie Sheets | baking tray, oven tray
643 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Bakeware > Cake Pans & Molds | cake pan
644 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Bakeware > Muffin & Pastry Pans | muffin tray, cupcake tray, cup cake tin
2843 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Bakeware > Pizza Pans | pizza pan
655 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Casserole Dishes | casserole, casserole dish, casserole set, insulated casserole
4721 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Cookware Sets | sufuria set, cookware set
658 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Griddles & Grill Pans | grill pan
660 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Pressure Cookers & Canners | pressure pot
662 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Skillets & Frying Pans | frying pan
663 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Stock Pots | pot, sufuria
5340 | Home & Garden > Kitchen & Dining > Cookware & Bakeware > Cookware > Tagines & Clay Cooking Pots | tagine
2920 | Home & Garden > Kitchen & Dining > Food & Beverage Carriers | hot pot, hotpot, hotpots, hot pots set, hotpot set, insulated hotpot, food flask
669 | Home & Garden > Kitchen & Dining > Food & Beverage Carriers > Lunch Boxes & Totes | lunch bag, lunch box, lunchbox, bento box, tiffin, bento lunch box, lunch set, stainless lunch box, lunch container, food flask lunch
3800 | Home & Garden > Kitchen & Dining > Food & Beverage Carriers > Thermoses | flask, thermos, airpot, air pot
3809 | Home & Garden > Kitchen & Dining > Food & Beverage Carriers > Water Bottles | water bottle
667 | Home & Garden > Kitchen & Dining > Food Storage > Food Storage Containers | food container, food storage container, glass container, food storage box, airtight container, spice container, cereal container, plastic food container, air tight container, kitchen container, jar, canister, canister set, spice jar set, sugar dish
732 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Breadmakers | bread maker
736 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Coffee Makers & Espresso Machines | coffee maker
738 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Deep Fryers | air fryer
7165 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Electric Griddles & Grills | electric grill, electric griddle
751 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Electric Kettles | kettle
739 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Food Cookers & Steamers > Egg Cookers | egg boiler, egg cooker
757 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Food Cookers & Steamers > Rice Cookers | rice cooker
743 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Food Dehydrators | dehydrator
744 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Food Grinders & Mills | grinder, mincer, meat mincer, yam pounder
505666 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Food Mixers & Blenders | blender, mixer, hand mixer, cake mixer, egg beater, electric egg beater, food processor, chopper, chopping machine
6548 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Food Warmers > Chafing Dishes | food warmer, chafing dish, buffet warmer, insulated food warmer
681 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Freezers | freezer
748 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Ice Cream Makers | ice cream maker
4161 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Ice Makers | ice maker, ice machine
750 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Juicers | juicer, lemon squeezer
752 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Knife Sharpeners | knife sharpener
753 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Microwave Ovens | microwave
2985 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Outdoor Grills | grill, bbq grill, shawarma grill
755 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Pasta Makers | noodle maker
756 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Popcorn Makers | popcorn maker, popcorn machine
685 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Ranges | cooker
686 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Refrigerators | fridge
5289 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Toasters & Grills | sandwich maker, toaster, contact grill, toast machine, pancake maker, doughnut maker, donut maker, pizza maker, roti maker, chapati maker, injera maker, mitad, shawarma machine
764 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Toasters & Grills > Waffle Irons | waffle maker, waffle machine
763 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Vacuum Sealers | sealing machine
3293 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Water Coolers | water dispenser, dispenser, bottle dispenser
765 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Water Filters | water purifier
766 | Home & Garden > Kitchen & Dining > Kitchen Appliances > Yogurt Makers | yoghurt maker, yogurt maker
639 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Aprons | apron
7149 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Beverage Dispensers | juice dispenser, beverage dispenser
733 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Can Openers | can opener, opener
653 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Colanders & Strainers | colander, strainer, sieve
3850 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Cookie Cutters | cookie cutter
666 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Cutting Boards | chopping board, cutting board, chopping board set, knives and chopping board
3268 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Dish Racks & Drain Boards | dish rack, dish drainer, dishrack, plate rack, dish drying rack, over the sink rack
3723 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Food Dispensers | rice dispenser, cereal dispenser
3156 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Food Graters & Zesters | grater
3521 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Food Peelers & Corers | peeler
3385 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Garlic Presses | garlic press
4746 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Ice Cube Trays | ice cube tray, ice tray, ice cream mould
665 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kitchen Knives | knife, knives, knife set, knives set, kitchen knife set, knive
2948 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kitchen Organizers | kitchen rack, kitchen stand, kitchen organizer, utensil rack, fruit rack, vegetable rack, kitchen shelf, cutlery rack, kitchen trolley, cutlery holder, knife holder
2344 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kitchen Organizers > Spice Organizers | spice rack
5251 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kitchen Shears | kitchen scissor, scissors kitchen
3206 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kitchen Slicers | vegetable slicer, slicer, mandoline, spiralizer, cutter, dicer, nicer dicer
4765 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Kitchen Utensil Sets | utensil set, kitchen utensils, kitchen utensil, utensil, kitchen utensil set, silicone utensils
3620 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Ladles | ladle
3475 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Measuring Cups & Spoons | measuring spoon, measuring cup
4530 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Mixing Bowls | mixing bowl
3999 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Mortars & Pestles | mortar and pestle, mortar, pestle, grinding stone
6526 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Oil & Vinegar Dispensers | oil dispenser, oil sprayer
670 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Oven Mitts & Pot Holders | oven mitt, oven glove
3467 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Rolling Pins | rolling pin
3196 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Spatulas | spatula, silicone spatula
4005 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Tongs | tongs
3597 | Home & Garden > Kitchen & Dining > Kitchen Tools & Utensils > Whisks | whisk, egg whisk
652 | Home & Garden > Kitchen & Dining > Tableware > Coffee Servers & Tea Pots | teapot, tea pot
3498 | Home & Garden > Kitchen & Dining > Tableware > Dinnerware > Bowls | bowl
5537 | Home & Garden > Kitchen & Dining > Tableware > Dinnerware > Dinnerware Sets | dinner set
3553 | Home & Garden > Kitchen & Dining > Tableware > Dinnerware > Plates | plate
2169 | Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs | cup, mug
2694 | Home & Garden > Kitchen & Dining > Tableware > Drinkware > Shot Glasses | shot glass
2712 | Home & Garden > Kitchen & Dining > Tableware > Drinkware > Stemware | wine glass, champagne glass, wine glasses, champagne glasses, wine glasses set
2951 | Home & Garden > Kitchen & Dining > Tableware > Drinkware > Tumblers | tumbler, glass, glasses
3699 | Home & Garden > Kitchen & Dining > Tableware > Flatware > Chopsticks | chopsticks
5647 | Home & Garden > Kitchen & Dining > Tableware > Flatware > Flatware Sets | cutlery, cutlery set, spoon set, spoons set
4015 | Home & Garden > Kitchen & Dining > Tableware > Flatware > Forks | fork
3939 | Home & Garden > Kitchen & Dining > Tableware > Flatware > Spoons | spoon
4372 | Home & Garden > Kitchen & Dining > Tableware > Serveware > Cake Stands | cake plate, cake stand, cake turntable
3330 | Home & Garden > Kitchen & Dining > Tableware > Serveware > Serving Pitchers & Carafes | jug
3802 | Home & Garden > Kitchen & Dining > Tableware > Serveware > Serving Platters | platter
4009 | Home & Garden > Kitchen & Dining > Tableware > Serveware > Serving Trays | tray, wooden tray, serving tray
2962 | Home & Garden > Lawn & Garden > Gardening | sprayer, knapsack sprayer, sprayer pump, spade, rake, garden tool, wheelbarrow
113 | Home & Garden > Lawn & Garden > Gardening > Fertilizers | fertilizer, manure
3103 | Home & Garden > Lawn & Garden > Gardening > Herbicides | herbicide, weed killer
721 | Home & Garden > Lawn & Garden > Gardening > Pots & Planters | flower pot
5913 | Home & Garden > Lawn & Garden > Outdoor Living > Outdoor Blankets > Picnic Blankets | picnic mat
716 | Home & Garden > Lawn & Garden > Outdoor Living > Outdoor Structures > Canopies & Gazebos | gazebo, canopy tent, pop up gazebo
1226 | Home & Garden > Lawn & Garden > Outdoor Power Equipment > Pressure Washers | pressure washer, car washer, high pressure washer
2313 | Home & Garden > Lawn & Garden > Watering & Irrigation > Garden Hoses | hose, hosepipe, hose pipe, garden hose
1436 | Home & Garden > Lighting > Emergency Lighting | emergency light
1546 | Home & Garden > Lighting > Flood & Spot Lights | spotlight, security light, spot light, flood light, floodlight
4636 | Home & Garden > Lighting > Lamps | lamp, desk lamp, rechargeable light, light
7400 | Home & Garden > Lighting > Landscape Pathway Lighting | solar light
2425 | Home & Garden > Lighting > Light Bulbs | bulb, rechargeable bulb, led bulb
2608 | Home & Garden > Lighting > Light Ropes & Strings | led strip light, led strip, led light, rgb light, neon light, strip light, fairy light, string light, rgb strip, led lights, ambient light
2249 | Home & Garden > Lighting > Lighting Fixtures > Chandeliers | chandelier
505826 | Home & Garden > Lighting > Night Lights & Ambient Lighting | sunset lamp, sunset light, galaxy light, disco light, night lamp, night light, moon lamp
3185 | Home & Garden > Lighting Accessories > Lamp Shades | lampshade
569 | Home & Garden > Linens & Bedding > Bedding | bedding, bedding set, bed set, bridal bedding
505803 | Home & Garden > Linens & Bedding > Bedding > Bed Canopies | mosquito net, net rail, net stand
2314 | Home & Garden > Linens & Bedding > Bedding > Bed Sheets | bedsheets
1985 | Home & Garden > Linens & Bedding > Bedding > Blankets | blanket
2541 | Home & Garden > Linens & Bedding > Bedding > Duvet Covers | duvet cover
4452 | Home & Garden > Linens & Bedding > Bedding > Mattress Protectors | mattress protector
2991 | Home & Garden > Linens & Bedding > Bedding > Mattress Protectors > Mattress Pads | mattress topper
2927 | Home & Garden > Linens & Bedding > Bedding > Pillowcases & Shams | pillowcase, pillow case
2700 | Home & Garden > Linens & Bedding > Bedding > Pillows | pillow, body pillow, memory foam pillow, fibre pillow, fiber pillow, pregnancy pillow, maternity pillow
505287 | Home & Garden > Linens & Bedding > Bedding > Quilts & Comforters | duvet
2547 | Home & Garden > Linens & Bedding > Table Linens > Placemats | table mat
6325 | Home & Garden > Linens & Bedding > Table Linens > Table Runners | table runner
4143 | Home & Garden > Linens & Bedding > Table Linens > Tablecloths | table cloth, tablecloth, crochet table cloth
576 | Home & Garden > Linens & Bedding > Towels > Bath Towels & Washcloths | towel
4257 | Home & Garden > Linens & Bedding > Towels > Kitchen Towels | dish cloth
4358 | Home & Garden > Parasols & Rain Umbrellas | umbrella
985 | Home & Garden > Plants | plant, seedling, cactus, bonsai, succulent, palm tree, tree
2802 | Home & Garden > Plants > Seeds | seeds
2672 | Home & Garden > Pool & Spa > Pool & Spa Accessories > Pool Toys | swim ring, swimming ring, floater, floaters
2810 | Home & Garden > Pool & Spa > Swimming Pools | pool, swimming pool, inflatable pool
`;
