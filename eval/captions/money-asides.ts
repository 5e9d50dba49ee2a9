/** Amounts beside an offer that are not its price (GUIDELINES.md P1.7), per currency of the offer. */
export const MONEY_ASIDES: readonly {
  currencies: "any" | readonly string[];
  lines: readonly string[];
}[] = [
  {
    currencies: "any",
    lines: [
      "We ship to UK & Canada, $45 DHL 📦",
      "Shipping to the US $30",
      "20% off your next order",
      "Made of 100% cotton",
      "1 year warranty",
      "Save this video, 5 reasons to buy",
    ],
  },
  {
    currencies: ["UGX"],
    lines: [
      "Delivery 5k within Kampala",
      "Delivery fee: 5,000/= town, 10,000/= outside",
      "Transport zaawufu (5k)",
      "Free delivery for orders above 100k",
      "Boda 3k within Kampala",
      "Gift wrapping 5k extra",
      "Parcel fee UGX 10,000 upcountry",
    ],
  },
  {
    currencies: ["KES"],
    lines: [
      "Delivery 200 CBD, 350 outside",
      "Delivery fee Ksh 250 within Nairobi",
      "Pick up mtaani 100 bob",
      "Free delivery for orders above 5,000",
      "Upcountry parcel 300/-",
      "Delivery ni 200 tu Nairobi",
      "Win 1,000 bob airtime, tag 3 friends",
    ],
  },
  {
    currencies: ["TZS"],
    lines: [
      "Delivery Dar 5,000 tu",
      "Usafiri mikoani 10,000/=",
      "Delivery bure ukinunua zaidi ya 100,000",
      "Gharama za usafiri Tsh 5,000",
    ],
  },
  {
    currencies: ["RWF"],
    lines: ["Delivery 2,000 Frw i Kigali", "Livraison 1500 frw", "Free delivery above 50,000 Frw"],
  },
  {
    currencies: ["NGN"],
    lines: [
      "📦 Lagos ₦3k | outside Lagos ₦5.5k",
      "Delivery within Lagos 3k, outside 5k",
      "Waybill N4,500 nationwide",
      "Free delivery for orders above ₦100k",
      "Dispatch fee ₦2,500",
    ],
  },
  { currencies: ["GHS"], lines: ["Delivery GHS 30 within Accra", "Delivery fee 40 cedis"] },
  {
    currencies: ["ZAR"],
    lines: [
      "Pudo R60",
      "PAXI R59.95, courier R100",
      "Free shipping over R1000",
      "R99 delivery nationwide",
    ],
  },
  {
    currencies: ["XOF"],
    lines: [
      "Livraison 1500 F à Abidjan",
      "Livraison partout à Dakar 1500",
      "Livraison gratuite à partir de 50.000 F",
      "Frais de livraison : 2 000 FCFA",
    ],
  },
];
