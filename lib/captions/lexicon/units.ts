/** Words for what is counted: the number before them is no price, no size and no measure. */
export const countUnits = new Set(
  `pc pcs piece pieces pair pairs pack packs packet packets set sets dozen colours colors colour color shades slots slot straps strap layers layer tier tiers seater seaters door doors burner burners steps step drawer drawers
speed cards boxes bottles tins trays plates cups jars rolls sheets pages people persons person customers bedroom bedrooms spoons sachets pockets pillowcases pillows pillowcase tabs tablets capsules strands bundles bundle ports heads bulbs wheels players games designs models kilo kilos orders slices cupcakes density piece's pkt pkts crates bags units unit way ways gear gears levels compartments panels ply in1 blade blades holes shelves shelf lenses lens modes mode keys numbers units' pea pair's pc's chickens sets' bulb pegs hooks litre string strings ፍሬ ቱን ጥንድ candles mats sponge brushes coins balls friends items products`.split(
    /\s+/,
  ),
);
