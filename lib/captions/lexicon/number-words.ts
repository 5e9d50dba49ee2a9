/** Number words. `scaleFirst` languages say the scale before its count: elfu tano, emitwalo ebiri. */
export type NumberLanguage = {
  scaleFirst: boolean;
  /** Words that may stand between the parts. */
  joiners: string;
  units: string;
  tens: string;
  scales: string;
  halves: string;
};

/** Each entry is `word=value`. */
export const numberLanguages: Record<string, NumberLanguage> = {
  swahili: {
    scaleFirst: true,
    joiners: "na",
    units: "moja=1 mbili=2 tatu=3 nne=4 tano=5 sita=6 saba=7 nane=8 tisa=9 kenda=9 wani=1 mbao=2",
    tens: "kumi=10 ishirini=20 thelathini=30 arobaini=40 arubaini=40 hamsini=50 sitini=60 sabini=70 themanini=80 thamanini=80 tisini=90",
    scales:
      "mia=100 elfu=1000 alfu=1000 elf=1000 buku=1000 laki=100000 lakhi=100000 milioni=1000000 mil=1000000 milion=1000000 soo=100 thao=1000 thau=1000 ngiri=1000 ngwiri=1000 tenga=1000 ngovo=1000 thaoo=1000 tao=1000 ngili=1000 jirongo=500 finje=50",
    halves: "nusu",
  },
  luganda: {
    scaleFirst: true,
    joiners: "mu na n",
    units:
      "emu=1 gumu=1 limu=1 kimu=1 kamu=1 bbiri=2 biri=2 ebiri=2 abiri=2 bibiri=2 bubiri=2 ssatu=3 satu=3 esatu=3 bisatu=3 asatu=3 busatu=3 nnya=4 nya=4 ena=4 bina=4 nnyo_=4 taano=5 ttaano=5 etaano=5 bitaano=5 ataano=5 butaano=5 tano=5 etano=5 mukaaga=6 mukaga=6 musanvu=7 munaana=8 munana=8 mwenda=9 ekkumi_=10",
    tens: "kkumi=10 kumi=10 ekkumi=10 abiri_=20 asatu_=30 ana_=40 ataano_=50 nkaaga=60 nsanvu=70 kinaana=80 kyenda=90 amakumi_=10",
    scales:
      "omutwalo=10000 emitwalo=10000 mutwalo=10000 mitwalo=10000 omutwaalo=10000 emitwaalo=10000 omutwaro=10000 emitwaro=10000 lukumi=1000 olukumi=1000 nkumi=1000 enkumi=1000 kikumi=100 bikumi=100 ebikumi=100 kakadde=1000000 akakadde=1000000 obukadde=1000000 bukadde=1000000 amakumi=10 makumi=10 kasiriivu=100000 akasiriivu=100000 obusiriivu=100000 lukaaga=600 lusanvu=700 lunaana=800 lwenda=900 bitaano_=500",
    halves: "ekitundu kitundu nusu",
  },
  kinyarwanda: {
    scaleFirst: true,
    joiners: "na n",
    units:
      "rimwe=1 kimwe=1 imwe=1 bibiri=2 abiri=2 ebyiri=2 bitatu=3 atatu=3 eshatu=3 bine=4 ane=4 enye=4 bitanu=5 atanu=5 eshanu=5 bitandatu=6 atandatu=6 esheshatu=6 birindwi=7 arindwi=7 indwi=7 umunani=8 munani=8 icyenda=9 itatu=3 ine=4 itanu=5 itandatu=6 irindwi=7",
    tens: "icumi=10 cumi=10 makumyabiri=20 mirongoitatu=30 mirongoine=40 mirongoitanu=50",
    scales:
      "ijana=100 amagana=100 magana=100 igihumbi=1000 ibihumbi=1000 miliyoni=1000000 mirongo=10",
    halves: "igice",
  },
  hausa: {
    scaleFirst: true,
    joiners: "da",
    units: "daya=1 biyu=2 uku=3 hudu=4 biyar=5 shida=6 bakwai=7 takwas=8 tara=9",
    tens: "goma=10 ashirin=20 talatin=30 arbain=40 hamsin=50 sittin=60 sabain=70 tamanin=80 casain=90",
    scales: "dari=100 dubu=1000 miliyan=1000000",
    halves: "rabi",
  },
  lingala: {
    scaleFirst: true,
    joiners: "na",
    units: "moko=1 mibale=2 misato=3 minei=4 mitano=5 motoba=6 nsambo=7 mwambe=8 libwa=9",
    tens: "zomi=10",
    scales: "nkama=100 nkoto=1000 ntuku=10",
    halves: "ndambo",
  },
  oromo: {
    scaleFirst: true,
    joiners: "fi",
    units: "tokko=1 lama=2 sadii=3 afur=4 shan=5 jaha=6 torba=7 saddeet=8 sagal=9",
    tens: "kudhan=10 digdama=20 soddoma=30 afurtama=40 shantama=50",
    scales: "dhibba=100 kuma=1000",
    halves: "walakkaa",
  },
  english: {
    scaleFirst: false,
    joiners: "and a",
    units:
      "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19",
    tens: "twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90",
    scales:
      "hundred=100 thousand=1000 thou=1000 million=1000000 milli=1000000 lakh=100000 lac=100000 grand=1000",
    halves: "half",
  },
  french: {
    scaleFirst: false,
    joiners: "et",
    units:
      "un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16",
    tens: "vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90",
    scales: "cent=100 mille=1000 mil=1000 million=1000000",
    halves: "demi",
  },
  indonesian: {
    scaleFirst: false,
    joiners: "dan",
    units:
      "satu=1 dua=2 tiga=3 empat=4 lima=5 enam=6 tujuh=7 delapan=8 sembilan=9 sepuluh=10 sebelas=11",
    tens: "",
    scales:
      "belas=-10 puluh=10 ratus=100 seratus=100 ribu=1000 seribu=1000 rb=1000 juta=1000000 sejuta=1000000 jt=1000000",
    halves: "setengah",
  },
  amharic: {
    scaleFirst: false,
    joiners: "እና ከ",
    units: "አንድ=1 ሁለት=2 ሶስት=3 ሦስት=3 አራት=4 አምስት=5 ስድስት=6 ሰባት=7 ስምንት=8 ዘጠኝ=9 አስር=10",
    tens: "ሃያ=20 ሀያ=20 ሰላሳ=30 ሠላሳ=30 አርባ=40 ሃምሳ=50 ሀምሳ=50 አምሳ=50 ስልሳ=60 ሰባ=70 ሰማንያ=80 ዘጠና=90",
    scales: "መቶ=100 ሺ=1000 ሺህ=1000 ሚሊዮን=1000000",
    halves: "ተኩል",
  },
  hindi: {
    scaleFirst: false,
    joiners: "aur",
    units: "ek=1 do=2 teen=3 char=4 chaar=4 paanch=5 panch=5 chhe=6 saat=7 aath=8 nau=9 das=10",
    tens: "bees=20 tees=30 chalis=40 pachas=50 saath=60 sattar=70 assi=80 nabbe=90",
    scales: "sau=100 hazar=1000 hazaar=1000 hajar=1000 lakh=100000",
    halves: "",
  },
  tagalog: {
    scaleFirst: false,
    joiners: "at na",
    units:
      "isa=1 isang=1 dalawa=2 dalawang=2 tatlo=3 tatlong=3 apat=4 lima=5 limang=5 anim=6 pito=7 pitong=7 walo=8 walong=8 siyam=9 sampu=10 sampung=10",
    tens: "",
    scales: "daan=100 raan=100 libo=1000 libong=1000",
    halves: "kalahati",
  },
};
